import { randomUUID } from 'node:crypto';
import { REPLICAS } from '@balcao/replica';
import { expect, test } from 'vitest';
import { inCompany } from '../db/index.ts';
import { testCompany, testDatabase, testUser } from '../testing/index.ts';
import { notify } from './notices.ts';
import { sequenceFeed } from './sequencer.ts';
import { trace } from './trace.ts';

test('a row is followed through the feed, and its user through scope and notices, in words', async () => {
  await using database = await testDatabase();
  const companyId = await testCompany(database);
  const userId = await testUser(database, companyId, { email: `${randomUUID()}@example.com`, role: 'admin' });
  const rowId = randomUUID();
  const viewer = { companyId, userId, role: 'admin' as const, queueIds: [] };
  await inCompany(database, companyId, (trx) =>
    notify(
      trx,
      viewer,
      { kind: 'refused', replica: 'marks', rowId, conversationId: '', problem: { code: 'message.empty' }, wish: {} },
      'once',
    ),
  );
  await database.asOwner('insert into feed_in (company_id, kind, row_id) values ($1, $2, $3)', [
    companyId,
    'messages@queue:q',
    rowId,
  ]);
  await sequenceFeed(database, 1_000);

  const ask = { companyId, userId, limit: 10 };
  const text = (await inCompany(database, companyId, (trx) => trace(trx, { ...ask, rowId }))).join('\n');
  expect(text).toContain(`messages ${rowId} moved into or out of queue:q`);
  expect(text).toContain('user: admin, sees everything');
  expect(text).toContain(`notice: marks ${rowId} refused (message.empty), open`);
  expect(text).toContain('inbox: 0 changes wait');
  expect(text.match(/user: \w+ version/g)).toHaveLength(Object.keys(REPLICAS).length);

  const unknown = await inCompany(database, companyId, (trx) => trace(trx, { ...ask, rowId: randomUUID() }));
  expect(unknown.join('\n')).toContain('this row was never announced');
  const stranger = await inCompany(database, companyId, (trx) => trace(trx, { ...ask, userId: randomUUID() }));
  expect(stranger.join('\n')).toContain('not there or not active');
});
