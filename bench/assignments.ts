/**
 * Giving tickets to people: how many a second beside the bare `update … skip locked` over rows of the same kind in the same
 * run, whether an event costs more when more wait, and how long it takes from a place that becomes free until consoles are
 * told who has the next ticket, with 200 attendants and 10,000 waiting.
 */
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { createDatabase, openDatabase } from '../server/src/db/database.ts';
import { type Database, inCompany } from '../server/src/db/index.ts';
import { assignWaiting } from '../server/src/queues/assignWaiting.ts';
import { startDistributor } from '../server/src/queues/distributor.ts';
import { lineOf } from '../server/src/queues/sayPlaces.ts';
import { followFeed } from '../server/src/sync/index.ts';
import { startSequencer } from '../server/src/sync/sequencer.ts';
import { quiet } from '../server/src/testing/quiet.ts';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { testCompany } from '../server/src/testing/testCompany.ts';
import { finishTicket } from '../server/src/tickets/index.ts';
import { atLeast, atMost, type Figure, quantile } from './figure.ts';

const ATTENDANTS = 200;
const WAITING = 10_000;
const GIVEN = 2_000;
const ROUNDS = 80;
const WARMING = 10;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  const url = cluster.url('assignments');
  await createDatabase(cluster.url('postgres'), 'assignments');
  const database = await openDatabase({ server: { kind: 'external', url, directUrl: url }, dataDir: '', log: quiet });
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    const few = await fill(owner, await testCompany(database), 500);
    const many = await fill(owner, await testCompany(database), WAITING + GIVEN);
    const bare = await bareRate(owner, many);
    await give(database, many, 50); // warm
    const [eventFew, eventMany] = await costOfEvent(owner, database, [few, many]);
    const placesMs = await costOfPlaces(owner, database, many);
    const rate = GIVEN / (await give(database, many, GIVEN));
    const latencyMs = await latency(owner, database, many);
    const apart = await unfairness(owner, database, await fill(owner, await testCompany(database), WAITING));
    const beside = `bare update … skip locked: ${Math.round(bare)}/s`;
    return [
      atLeast('assignments a second, 10,000 waiting', rate, '/s', 1_000, beside),
      atLeast('assignments beside the bare update', rate / bare, '×', 0.1, beside),
      atMost(
        'cost of an event, 10,000 waiting beside 500',
        eventMany / eventFew,
        '×',
        1.5,
        `${eventFew.toFixed(1)} ms with 500`,
      ),
      atMost('a free place to consoles being told, 200 attendants, 10,000 waiting, p95', latencyMs, 'ms', 200, null),
      atMost('places in line of 200 contacts, 10,000 waiting, p95', placesMs, 'ms', 100, 'one pass over the line'),
      atMost('10,000 tickets among 200 equals: most less least', apart, 'tickets', 1, 'two servers at once'),
    ];
  } finally {
    await owner.end();
    await database.close();
  }
}

type Desk = { companyId: string; queueId: string };

/** @returns seconds. */
async function give(database: Database, { companyId, queueId }: Desk, tickets: number): Promise<number> {
  const begin = performance.now();
  for (let given = 0; given < tickets; ) {
    const now = await inCompany(database, companyId, (trx) => assignWaiting(trx, companyId, queueId, new Date()));
    if (now === 0) throw new Error('nobody was free');
    given += now;
  }
  return (performance.now() - begin) / 1_000;
}

/** Everything that waits, given by two at once. @returns how many more one got than another. */
async function unfairness(owner: pg.Client, database: Database, desk: Desk): Promise<number> {
  await Promise.all([give(database, desk, WAITING / 2), give(database, desk, WAITING / 2)]);
  const { rows } = await owner.query<{ apart: number; people: number }>(
    `select max(n)::int - min(n)::int as apart, count(*)::int as people
     from (select count(*) as n from ticket where company_id = $1 and status = 'in_service' group by assignee_id) given`,
    [desk.companyId],
  );
  if (rows[0]?.people !== ATTENDANTS) throw new Error(`${rows[0]?.people} of ${ATTENDANTS} got something`);
  return rows[0].apart;
}

/** The same rows, order and indexes, taken 50 at a time, with nothing around it: no people, no timeline, no triggers. @returns tickets a second. */
async function bareRate(owner: pg.Client, { queueId }: Desk): Promise<number> {
  await owner.query('create table bare (like ticket including defaults including indexes)');
  await owner.query('insert into bare select * from ticket');
  await owner.query('vacuum analyze bare');
  const { rows } = await owner.query<{ userId: string }>(
    'select user_id as "userId" from queue_member where queue_id = $1 limit 1',
    [queueId],
  );
  const begin = performance.now();
  for (let given = 0; given < GIVEN; given += 50) {
    const { rowCount } = await owner.query(
      `update bare set status = 'in_service', assignee_id = $2, started_at = now() where id in (
         select id from bare where status = 'waiting' and not snoozed and queue_id = $1
         order by priority desc, lined_up_at, id limit 50 for update skip locked)`,
      [queueId, rows[0]?.userId],
    );
    if (rowCount !== 50) throw new Error(`the bare update took ${rowCount} of 50`);
  }
  return GIVEN / ((performance.now() - begin) / 1_000);
}

/** Everybody is full, one ticket ends, the next is given; desks in turn, so that what warms up does for all. @returns ms of giving it, the middle one of each. */
async function costOfEvent(
  owner: pg.Client,
  database: Database,
  desks: readonly [Desk, Desk],
): Promise<[number, number]> {
  const next = ({ companyId, queueId }: Desk) =>
    inCompany(database, companyId, (trx) => assignWaiting(trx, companyId, queueId, new Date()));
  const [few, many] = desks.map((desk) => ({ desk, took: [] as number[] }));
  const both = [few, many].flatMap((each) => each ?? []);
  for (const { desk } of both) {
    await owner.query('update queue set simultaneous_limit = 1 where company_id = $1', [desk.companyId]);
    while ((await next(desk)) > 0);
  }
  for (let round = -WARMING; round < ROUNDS; round += 1) {
    for (const { desk, took } of both) {
      await owner.query(
        `update ticket set status = 'finished', ended_at = now() where company_id = $1 and id = (
           select id from ticket where company_id = $1 and status = 'in_service' order by started_at limit 1)`,
        [desk.companyId],
      );
      const begin = performance.now();
      const given = await next(desk);
      if (round >= 0) took.push(performance.now() - begin);
      if (given !== 1) throw new Error(`${given} tickets were given for one place`);
    }
  }
  for (const { desk } of both)
    await owner.query('update queue set simultaneous_limit = 100 where company_id = $1', [desk.companyId]);
  return [quantile(few?.took ?? [], 0.5), quantile(many?.took ?? [], 0.5)];
}

/** What the sweep reads to tell so many contacts where they stand, and how long it will take. @returns ms, p95. */
async function costOfPlaces(owner: pg.Client, database: Database, { companyId, queueId }: Desk): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(
    "select id from ticket where company_id = $1 and status = 'waiting' order by random() limit 200",
    [companyId],
  );
  const ids = rows.map(({ id }) => id);
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begin = performance.now();
    const line = await inCompany(database, companyId, (trx) => lineOf(trx, companyId, queueId, ids, new Date()));
    took.push(performance.now() - begin);
    if (line?.places.size !== ids.length) throw new Error('somebody who waits has no place');
  }
  return quantile(took, 0.95);
}

/** From the commit that ends a ticket until the feed tells of the one that was given in its place. @returns ms, p95. */
async function latency(owner: pg.Client, database: Database, { companyId, queueId }: Desk): Promise<number> {
  // Everybody is full: each end makes one place.
  const least = `select assignee_id, count(*)::int as active from ticket where company_id = $1 and status = 'in_service' group by 1 order by 2 limit 1`;
  const { rows: fewest } = await owner.query<{ active: number }>(least, [companyId]);
  await owner.query('update queue set simultaneous_limit = $2 where company_id = $1', [companyId, fewest[0]?.active]);
  const sequencer = startSequencer(database, quiet);
  const distributor = startDistributor(database, quiet, { sweepSeconds: 3_600 });
  let heard = () => {};
  const unfollow = await followFeed(database, { onChange: () => heard(), onGap: () => heard() });
  const took: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { rows } = await owner.query<{ conversationId: string; contactId: string }>(
        `select conversation_id as "conversationId", contact_id as "contactId" from ticket
         where company_id = $1 and status = 'in_service' and assignee_id = (select assignee_id from (${least}) least) limit 1`,
        [companyId],
      );
      const [ticket] = rows;
      if (!ticket) throw new Error('nobody serves anybody');
      const next = await owner.query<{ id: string }>(
        "select id from ticket where company_id = $1 and status = 'waiting' order by priority desc, lined_up_at, id limit 1",
        [companyId],
      );
      const begin = performance.now();
      await inCompany(database, companyId, (trx) =>
        finishTicket(
          trx,
          companyId,
          { id: ticket.conversationId, contactId: ticket.contactId },
          { reason: '', at: new Date() },
        ),
      );
      // Told: the feed has numbered the notice of whoever has it, in the transaction that wakes every process.
      for (;;) {
        const news = new Promise<void>((resolve) => {
          heard = resolve;
          setTimeout(resolve, 250);
        });
        const { rowCount } = await owner.query(
          `select from notice n join feed f on f.company_id = n.company_id and f.kind = 'notices' and f.row_id = n.id
           where n.company_id = $1 and n.ticket_id = $2`,
          [companyId, next.rows[0]?.id],
        );
        if (rowCount) break;
        if (performance.now() - begin > 10_000) throw new Error(`nobody was given the ticket of ${queueId}`);
        await news;
      }
      took.push(performance.now() - begin);
    }
  } finally {
    unfollow();
    await distributor.stop();
    await sequencer.stop();
  }
  return quantile(took, 0.95);
}

/** Attendants who are all there, and contacts who wait. Triggers rest, but for what they would fill in. */
async function fill(owner: pg.Client, companyId: string, waiting: number): Promise<Desk> {
  await owner.query("set session_replication_role = 'replica'");
  const ask = async (text: string, values: unknown[] = [companyId]) =>
    (await owner.query<{ id: string }>(text, values)).rows[0]?.id ?? '';
  const channelId = await ask(`insert into channel (company_id, name, kind, external_id, credentials, status)
    values ($1::uuid, 'Canal de teste', 'whatsapp', $1::uuid::text, '-', 'active') returning id`);
  const queueId = await ask(
    `insert into queue (company_id, name, simultaneous_limit) values ($1, 'Fila de teste', 100) returning id`,
  );
  await owner.query(
    `with people as (
       insert into user_account (company_id, name, email, role, password_hash, availability)
       select $1::uuid, 'Pessoa de teste ' || n, 'p' || n || '@' || $1::uuid::text || '.test', 'attendant', '-', 'online' from generate_series(1, $3::int) n returning id),
     ready as (insert into attendant (company_id, user_id, offline_since) select $1::uuid, id, null from people)
     insert into queue_member (company_id, queue_id, user_id) select $1::uuid, $2::uuid, id from people`,
    [companyId, queueId, ATTENDANTS],
  );
  await owner.query(
    `with people as (
       insert into contact (company_id, name) select $1::uuid, 'Contato de teste ' || n from generate_series(1, $4::int) n returning id),
     talks as (
       insert into conversation (company_id, contact_id, channel_id, channel_kind, queue_id, waiting_human)
       select $1::uuid, id, $3::uuid, 'whatsapp', $2::uuid, true from people returning id, contact_id)
     insert into ticket (company_id, queue_id, conversation_id, contact_id, channel_id, protocol, priority, lined_up_at, entered_at)
     select $1::uuid, $2::uuid, id, contact_id, $3::uuid, 'bench-' || row_number() over (), 5, now() - random() * interval '1 hour', now() from talks`,
    [companyId, queueId, channelId, waiting],
  );
  await owner.query("set session_replication_role = 'origin'");
  for (const table of ['ticket', 'conversation', 'contact', 'queue_member', 'user_account'])
    await owner.query(`vacuum analyze ${table}`);
  return { companyId, queueId };
}
