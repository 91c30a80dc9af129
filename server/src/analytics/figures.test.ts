/** Sums of tickets: folded from the ledger, equal to a recount whatever happened (QUE-12, QUE-13). */
import { randomUUID } from 'node:crypto';
import { summaryOf } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { nextTicket } from '../queues/nextTicket.ts';
import { testQueue } from '../queues/testQueue.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { abandonTicket, currentTicket, releaseTicket, saveRating, transferTicket } from '../tickets/index.ts';
import { boardFor, readBoard } from './boardStore.ts';
import { exportReport } from './exportReport.ts';
import { folded, foldLedger, recount } from './figuresStore.ts';
import { report, todayOf, weekOf } from './report.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const lock = (queue: Awaited<ReturnType<typeof testQueue>>, id: string) =>
  queue.inside((trx) =>
    trx
      .selectFrom('conversation')
      .select('id')
      .where('companyId', '=', queue.companyId)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .execute(),
  );

test('folded sums are those of a recount, after every kind of move, in whatever pieces they are folded, by two at once', async () => {
  const queue = await testQueue(database, { attendants: 2, distribution: 'manual', limit: 100 });
  const { companyId, queueId, userIds, inside } = queue;
  const actor = (at: number): Actor => ({
    companyId,
    userId: userIds[at] ?? '',
    role: 'attendant',
    queueIds: [queueId],
  });
  const fold = () => inside((trx) => foldLedger(trx, companyId));
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  // A sequence that is the same each time, in which every move comes after every other.
  let seed = 7;
  const chance = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const all: { id: string; contactId: string }[] = [];
  for (let step = 0; step < 60; step += 1) {
    const some = all[chance(Math.max(1, all.length))];
    const ticket = some && (await inside((trx) => currentTicket(trx, companyId, some.id)));
    if (some && ticket) await lock(queue, some.id);
    const what = chance(7);
    if (!some || !ticket || what === 0) all.push(await queue.enter(minutesAgo(chance(3_000))));
    else if (what === 1) await inside((trx) => nextTicket(trx, actor(chance(2)), { at: new Date() }));
    else if (what === 2) await queue.finish(some);
    else if (what === 3 && ticket.status === 'waiting')
      await inside((trx) => abandonTicket(trx, companyId, ticket, new Date()));
    else if (what === 4) await inside((trx) => releaseTicket(trx, companyId, some, new Date()));
    else if (what === 5)
      await inside((trx) => transferTicket(trx, companyId, some, { to: { queueId }, at: new Date() }));
    else await inside((trx) => saveRating(trx, companyId, ticket.id, { rating: 4, comment: '', at: new Date() }));
    if (chance(9) === 0) await Promise.all([fold(), fold()]);
  }
  await fold();
  const sums = await inside((trx) => folded(trx, companyId));
  expect(sums).toEqual(await inside((trx) => recount(trx, companyId)));
  expect(sums.length).toBeGreaterThan(5);
  expect(await fold()).toBe(0);

  const from = weekOf(await inside((trx) => todayOf(trx, companyId, minutesAgo(10_080)))).from;
  const to = await inside((trx) => todayOf(trx, companyId, new Date()));
  const admin: Actor = { ...actor(0), role: 'admin' };
  const whole = await inside((trx) => report(trx, admin, { from, to }));
  const tickets = await queue.tickets();
  expect(whole.total.figures.entered).toBe(tickets.length);
  expect(whole.total.summary).toEqual(summaryOf(whole.total.figures));
  for (const lines of [whole.byDay, whole.byHour, whole.byQueue, whole.byChannel]) {
    expect(lines.reduce((sum, { figures }) => sum + figures.entered, 0)).toBe(tickets.length);
  }
  const csv = await inside((trx) => exportReport(trx, admin, { from, to }, { format: 'csv', language: 'pt-BR' }));
  expect(Buffer.from(csv.base64, 'base64').toString()).toContain(`Total,,${tickets.length},`);
  const pdf = await inside((trx) => exportReport(trx, admin, { from, to }, { format: 'pdf', language: 'pt-BR' }));
  expect(Buffer.from(pdf.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
});

test('the board counts what is now, and an attendant sees their own queues on it and in reports', async () => {
  const queue = await testQueue(database, { attendants: 1, distribution: 'manual' });
  const { companyId, queueId, userIds, inside } = queue;
  const own: Actor = { companyId, userId: userIds[0] ?? '', role: 'attendant', queueIds: [queueId] };
  await queue.enter(new Date(Date.now() - 60_000));
  await queue.enter();
  await inside((trx) => nextTicket(trx, own, { at: new Date() }));
  await inside((trx) => foldLedger(trx, companyId));
  const board = await inside((trx) => readBoard(trx, companyId, new Date()));
  expect(board).toMatchObject({
    queues: [{ queueId, closedNow: false, online: 1 }],
    now: [{ queueId, waiting: 1, inService: 1 }],
    people: [{ userId: userIds[0], active: 1, queueIds: [queueId] }],
  });
  expect(board.today.reduce((sum, { figures }) => sum + figures.entered, 0)).toBeGreaterThan(0);
  expect(boardFor(board, [])).toMatchObject({ queues: [], now: [], today: [], people: [] });
  expect(boardFor(board, [queueId])).toEqual(board);

  const day = await inside((trx) => todayOf(trx, companyId, new Date()));
  const refused = (wish: object) => inside((trx) => report(trx, own, { from: day, to: day, ...wish }));
  await expect(refused({ queueId: randomUUID() })).rejects.toMatchObject({ problem: { code: 'auth.notPermitted' } });
  await expect(refused({ from: '2026-12-31', to: '2026-01-01' })).rejects.toMatchObject({
    problem: { code: 'input.invalid' },
  });
});
