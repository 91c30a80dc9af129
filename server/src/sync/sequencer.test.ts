import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inCompany } from '../db/index.ts';
import { quiet, type TestDatabase, testCompany, testDatabase, until } from '../testing/index.ts';
import { followFeed } from './feedListener.ts';
import { forgetTombstones } from './feedRetention.ts';
import { type Sequencer, sequenceFeed, startSequencer } from './sequencer.ts';

let database: TestDatabase;
let sequencer: Sequencer | null = null;

beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await sequencer?.stop();
  sequencer = null;
  await database.close();
});

async function connect(url = database.url): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

const append = 'insert into feed_in (company_id, kind, row_id) values ($1, $2, $3)';
const feed = () => database.asOwner<{ row_id: string; seq: string; gone: boolean }>('select * from feed order by seq');

test('a change that was begun first and committed last gets the larger number, and nothing is numbered beside it', async () => {
  const company = randomUUID();
  const [early, late] = [randomUUID(), randomUUID()];
  await using slowWriter = await connect();
  await using firstSequencer = await connect();
  await slowWriter.query('begin');
  await slowWriter.query(append, [company, 'things', early]);
  await database.asOwner(append, [company, 'things', late]);

  await firstSequencer.query('begin');
  await firstSequencer.query('select sequence_feed(1)');
  await slowWriter.query('commit');
  let secondIsDone = false;
  const second = sequenceFeed(database, 1).then(() => {
    secondIsDone = true;
  });
  await sleep(200);
  expect(secondIsDone).toBe(false); // or its number would be seen before the first one's
  await firstSequencer.query('commit');
  await second;
  expect((await feed()).map((row) => row.row_id)).toEqual([late, early]);
});

test('many changes of one row are one entry with the newest number, and a deletion stays as a tombstone', async () => {
  const company = await testCompany(database);
  await sequenceFeed(database, 1_000);
  const tag = await inCompany(database, company, (trx) =>
    trx.insertInto('tag').values({ companyId: company, name: 'a' }).returning('id').executeTakeFirstOrThrow(),
  );
  await inCompany(database, company, (trx) =>
    trx.updateTable('tag').set({ name: 'b' }).where('companyId', '=', company).where('id', '=', tag.id).execute(),
  );
  await sequenceFeed(database, 1_000);
  const [before] = (await feed()).filter((row) => row.row_id === tag.id);
  await inCompany(database, company, (trx) =>
    trx.deleteFrom('tag').where('companyId', '=', company).where('id', '=', tag.id).execute(),
  );
  await sequenceFeed(database, 1_000);
  const after = (await feed()).filter((row) => row.row_id === tag.id);
  expect(after).toMatchObject([{ gone: true }]);
  expect(Number(after[0]?.seq)).toBeGreaterThan(Number(before?.seq));
});

test('of the changes that wait together the last one of a row counts, whoever made it', async () => {
  const company = await testCompany(database);
  await sequenceFeed(database, 1_000);
  await using one = await connect();
  await using other = await connect();
  const [back, away] = [randomUUID(), randomUUID()];
  const make = (id: string) =>
    ['insert into tag (company_id, id, name) values ($1, $2, $3)', [company, id, id]] as const;
  const remove = (id: string) => ['delete from tag where company_id = $1 and id = $2', [company, id]] as const;
  const turns = [make(back), make(away), remove(back), make(back), remove(away), make(away), remove(away)];
  for (const [turn, [text, values]] of turns.entries()) {
    await (turn % 2 === 0 ? one : other).query(text, [...values]);
  }
  await one.query('begin');
  for (const [text, values] of [remove(back), make(back), remove(back), make(back)]) await one.query(text, [...values]);
  await one.query('commit');
  await sequenceFeed(database, 1_000);
  const gone = new Map((await feed()).map((row) => [row.row_id, row.gone]));
  expect([gone.get(back), gone.get(away)]).toEqual([false, true]);
});

test('a commit reaches those who follow the feed by itself', async () => {
  sequencer = startSequencer(database, quiet);
  const told: string[] = [];
  await followFeed(database, { onChange: (ids) => told.push(...(ids ?? [])), onGap: () => {} });
  const company = await testCompany(database);
  await until(() => told.includes(company));
});

test('what a killed process left unnumbered is found by the sweep', async () => {
  sequencer = startSequencer(database, quiet);
  await sleep(50);
  const row = randomUUID();
  await database.asOwner(append, [randomUUID(), 'things', row]); // a commit that this process did not hear of
  await until(async () => (await feed()).some((each) => each.row_id === row), 3_000);
});

test('changes of more companies than a notice can name are told to all', async () => {
  const told: (readonly string[] | null)[] = [];
  await followFeed(database, { onChange: (ids) => told.push(ids), onGap: () => {} });
  await database.asOwner(
    `insert into feed_in (company_id, kind, row_id) select gen_random_uuid(), 'things', gen_random_uuid() from generate_series(1, 300)`,
  );
  await sequenceFeed(database, 1_000);
  await until(() => told.length > 0);
  expect(told).toEqual([null]);
});

test('the dead rows of a busy inbox are cleared away', async () => {
  await database.asOwner(
    `insert into feed_in (company_id, kind, row_id) select gen_random_uuid(), 'things', gen_random_uuid() from generate_series(1, 5000)`,
  );
  sequencer = startSequencer(database, quiet);
  const vacuums = `select vacuum_count::int as n from pg_stat_user_tables where relname = 'feed_in'`;
  await until(async () => (await database.asOwner<{ n: number }>(vacuums))[0]?.n === 1);
});

test('a contact’s new name announces the conversations that show it, another change of the contact does not', async () => {
  const company = await testCompany(database);
  const { contactId, conversationId } = await inCompany(database, company, async (trx) => {
    const account = { kind: 'whatsapp', name: 'Canal de teste', externalId: randomUUID(), credentials: '-' };
    const made = { companyId: company };
    const channel = await trx
      .insertInto('channel')
      .values({ ...made, ...account })
      .returning('id')
      .executeTakeFirstOrThrow();
    const contact = await trx.insertInto('contact').values(made).returning('id').executeTakeFirstOrThrow();
    const conversation = await trx
      .insertInto('conversation')
      .values({ ...made, contactId: contact.id, channelId: channel.id, channelKind: 'whatsapp' })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { contactId: contact.id, conversationId: conversation.id };
  });
  const change = (set: { name?: string; notes?: string }) =>
    inCompany(database, company, (trx) =>
      trx.updateTable('contact').set(set).where('companyId', '=', company).where('id', '=', contactId).execute(),
    );
  const announced = async () => {
    const rows = await database.asOwner<{ row_id: string }>('delete from feed_in returning row_id');
    return rows.map(({ row_id }) => row_id).sort();
  };
  await announced();
  await change({ notes: 'ligar amanhã' });
  expect(await announced()).toEqual([contactId]);
  await change({ name: 'Contato de teste 04' });
  expect(await announced()).toEqual([contactId, conversationId].sort());
});

test('old tombstones are forgotten and their number is kept, younger ones and living rows stay', async () => {
  await database.asOwner(`insert into feed (company_id, kind, row_id, seq, gone, numbered_at) values
    (gen_random_uuid(), 'old tombstone', gen_random_uuid(), 10, true, now() - interval '91 days'),
    (gen_random_uuid(), 'old row', gen_random_uuid(), 11, false, now() - interval '91 days'),
    (gen_random_uuid(), 'messages@queue:x', gen_random_uuid(), 12, false, now() - interval '91 days'),
    (gen_random_uuid(), 'young tombstone', gen_random_uuid(), 13, true, now())`);
  expect(await forgetTombstones(database)).toBe(2);
  expect(await forgetTombstones(database)).toBe(0);
  expect(await database.asOwner('select kind from feed where seq >= 10 order by seq')).toEqual([
    { kind: 'old row' },
    { kind: 'young tombstone' },
  ]);
  expect(await database.asOwner('select tombstones_from from feed_epoch')).toEqual([{ tombstones_from: '12' }]);
});

test('a restored backup begins a new epoch, an ordinary start does not', async () => {
  const epoch = async () => (await database.asOwner<{ epoch: string }>('select epoch from feed_epoch'))[0]?.epoch;
  await database.asOwner('select settle_feed_epoch()'); // this database is a clone, so it moved once
  const before = await epoch();
  await database.asOwner('select settle_feed_epoch()');
  expect(await epoch()).toBe(before);
  await database.asOwner(`update feed_epoch set place = 'another cluster'`);
  await database.asOwner('select settle_feed_epoch()');
  expect(await epoch()).not.toBe(before);
});

test('the application may append to the feed but not write numbers', async () => {
  await using application = await connect(database.applicationUrl);
  await expect(application.query(`update feed set seq = 1`)).rejects.toThrow(/permission denied/);
  await expect(application.query(`delete from feed_in`)).rejects.toThrow(/permission denied/);
});
