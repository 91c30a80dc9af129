import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { inCompany } from '../db/index.ts';
import { replicaSources } from '../replicaSources.ts';
import { type TestDatabase, testCompany, testDatabase } from '../testing/index.ts';
import { createShares, readBurst, shareOf } from './burst.ts';
import type { FeedEntry } from './feed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const USERS = 3;
const QUEUES = 2;

/** A company with users, queues, and a conversation of every kind: anybody's, nobody's, in a queue or in none. */
async function company() {
  const companyId = await testCompany(database);
  return inCompany(database, companyId, async (trx) => {
    const ids = async (rows: Promise<{ id: string }[]>) => (await rows).map((row) => row.id);
    const account = () => ({
      companyId,
      email: `${randomUUID()}@example.com`,
      name: 'Pessoa de teste',
      role: 'attendant',
      passwordHash: '-',
    });
    const users = await ids(
      trx
        .insertInto('userAccount')
        .values(Array.from({ length: USERS }, account))
        .returning('id')
        .execute(),
    );
    const queues = await ids(
      trx
        .insertInto('queue')
        .values(Array.from({ length: QUEUES }, (_, n) => ({ companyId, name: `Fila ${n}` })))
        .returning('id')
        .execute(),
    );
    const channel = { companyId, kind: 'whatsapp', name: 'Canal de teste', externalId: randomUUID(), credentials: '-' };
    const channelId = (await trx.insertInto('channel').values(channel).returning('id').executeTakeFirstOrThrow()).id;
    const rows: { replica: string; id: string }[] = [];
    for (const assigneeId of [null, ...users]) {
      for (const queueId of [null, ...queues]) {
        const contactId = (
          await trx
            .insertInto('contact')
            .values({ companyId, name: 'Contato de teste' })
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id;
        const conversation = { companyId, contactId, channelId, channelKind: 'whatsapp', assigneeId, queueId };
        const conversationId = (
          await trx.insertInto('conversation').values(conversation).returning('id').executeTakeFirstOrThrow()
        ).id;
        const content = JSON.stringify({ kind: 'text', text: 'oi' });
        const message = {
          companyId,
          conversationId,
          channelId,
          direction: 'in',
          kind: 'text',
          source: 'contact',
          content,
        };
        const messageId = (await trx.insertInto('message').values(message).returning('id').executeTakeFirstOrThrow())
          .id;
        rows.push(
          { replica: 'conversations', id: conversationId },
          { replica: 'messages', id: messageId },
          { replica: 'contacts', id: contactId },
        );
      }
    }
    for (const userId of users) {
      const notice = { companyId, userId, kind: 'decide', onceKey: 'x' };
      const about = { kind: 'decide', replica: 'contacts', rowId: userId, field: 'notes', wish: 'a', stands: 'b' };
      const { id } = await trx
        .insertInto('notice')
        .values({ ...notice, notice: JSON.stringify(about) })
        .returning('id')
        .executeTakeFirstOrThrow();
      rows.push({ replica: 'notices', id }, { replica: 'users', id: userId });
    }
    for (const ownerId of [null, ...users]) {
      const reply = { companyId, ownerId, name: 'Resposta de teste', shortcut: 'teste', text: 'Texto de teste' };
      const { id } = await trx.insertInto('quickReply').values(reply).returning('id').executeTakeFirstOrThrow();
      const macro = {
        companyId,
        ownerId,
        name: 'Macro de teste',
        actions: JSON.stringify([{ kind: 'close', reason: '' }]),
      };
      const made = await trx.insertInto('macro').values(macro).returning('id').executeTakeFirstOrThrow();
      rows.push({ replica: 'catalog', id }, { replica: 'catalog', id: made.id });
    }
    for (const id of queues) rows.push({ replica: 'catalog', id });
    return { companyId, users, queues, rows };
  });
}

test('the stream shows every viewer exactly what a pull would show them', async () => {
  const { companyId, users, queues, rows } = await company();
  const entries: FeedEntry[] = rows.map(({ replica, id }, index) => ({
    kind: replica,
    rowId: id,
    seq: index + 1,
    gone: false,
  }));
  const viewer = fc.record({
    companyId: fc.constant(companyId),
    userId: fc.constantFrom(...users),
    role: fc.constantFrom('attendant', 'receptionist', 'admin', 'operator'),
    queueIds: fc.subarray(queues),
  });
  await fc.assert(
    fc.asyncProperty(viewer, async (one: Actor) => {
      await inCompany(database, companyId, async (trx) => {
        const burst = await readBurst(trx, companyId, { sources: replicaSources, entries, epoch: 'e', viewers: [one] });
        const share = shareOf(burst, one);
        for (const source of replicaSources) {
          const { name } = source.definition;
          const ids = rows.filter((row) => row.replica === name).map((row) => row.id);
          const pulled = ids.length > 0 ? await source.read(trx, one, ids) : [];
          const streamed = share?.[name];
          const rowsStreamed: Record<string, unknown>[] = streamed && typeof streamed === 'object' ? streamed.rows : [];
          expect(new Map(rowsStreamed.map((row) => [row.id, row]))).toEqual(
            new Map(pulled.map((row) => [row.id, row])),
          );
        }
      });
    }),
    { numRuns: 40 },
  );
});

test('a row that changed out of sight is not mentioned; one that moved or is gone is', async () => {
  const { companyId, users, rows } = await company();
  const [userId = ''] = users;
  const viewer: Actor = { companyId, userId, role: 'attendant', queueIds: [] };
  const foreign = await inCompany(database, companyId, async (trx) => {
    const found = await trx
      .selectFrom('conversation')
      .select('id')
      .where('companyId', '=', companyId)
      .where('assigneeId', '=', users[1] ?? '')
      .execute();
    return found.map((row) => row.id);
  });
  const [changed = '', moved = ''] = foreign;
  const gone = randomUUID();
  const entries: FeedEntry[] = [
    { kind: 'conversations', rowId: changed, seq: 1, gone: false },
    { kind: `conversations@user:${userId}`, rowId: moved, seq: 2, gone: false },
    { kind: `conversations@user:${users[2]}`, rowId: changed, seq: 3, gone: false },
    { kind: 'conversations', rowId: gone, seq: 4, gone: true },
  ];
  const share = await inCompany(database, companyId, async (trx) =>
    shareOf(
      await readBurst(trx, companyId, { sources: replicaSources, entries, epoch: 'e', viewers: [viewer] }),
      viewer,
    ),
  );
  expect(share?.conversations).toMatchObject({ rows: [], gone: [moved, gone], checkpoint: { seq: 4, cursor: null } });
  expect(rows.length).toBeGreaterThan(0);
});

test('what travels is each viewer’s own share, and those who see the same are sent the very same bytes', async () => {
  const { companyId, users, queues, rows } = await company();
  const entries: FeedEntry[] = rows.map(({ replica, id }, index) => ({
    kind: replica,
    rowId: id,
    seq: index + 1,
    gone: false,
  }));
  const viewers = users.flatMap((userId): Actor[] => [
    { companyId, userId, role: 'admin', queueIds: [] },
    { companyId, userId, role: 'attendant', queueIds: queues },
    { companyId, userId, role: 'attendant', queueIds: [] },
  ]);
  await inCompany(database, companyId, async (trx) => {
    const burst = await readBurst(trx, companyId, { sources: replicaSources, entries, epoch: 'e', viewers });
    const shares = createShares(burst);
    for (const viewer of viewers) {
      const share = shares.of(viewer);
      const frame = JSON.parse(String(share?.text.frameOf('changes'))) as { id: string; payload: unknown };
      expect(frame).toMatchObject({ id: 'changes', type: 'next' });
      expect(frame.payload).toEqual({ data: { changes: shareOf(burst, viewer) } });
    }

    // Nothing in it is one user's own: then a thousand admins are one text.
    const conversations = entries.filter(({ kind }) => kind === 'conversations');
    const shared = createShares(
      await readBurst(trx, companyId, { sources: replicaSources, entries: conversations, epoch: 'e', viewers }),
    );
    const frames = Array.from({ length: 1_000 }, () =>
      shared.of({ companyId, userId: randomUUID(), role: 'admin', queueIds: [] })?.text.frameOf('changes'),
    );
    expect(new Set(frames).size).toBe(1);
  });
});
