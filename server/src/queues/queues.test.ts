import { randomUUID } from 'node:crypto';
import { ALWAYS_OPEN, queueWish, Refusal } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { chooseAvailability } from '../availability/chooseAvailability.ts';
import { saveDevice } from '../availability/store.ts';
import { assignConversation } from '../conversations/index.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { assignWaiting } from './assignWaiting.ts';
import { closeQueueNow } from './closeQueueNow.ts';
import { startDistributor } from './distributor.ts';
import { nextTicket } from './nextTicket.ts';
import { returnLeft } from './returnLeft.ts';
import { removeQueue, saveQueue } from './saveQueue.ts';
import { queueById } from './store.ts';
import { testQueue } from './testQueue.ts';
import { askWhatIf } from './whatIf/askWhatIf.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function desk(options: Parameters<typeof testQueue>[1]) {
  const queue = await testQueue(database, options);
  const actor = (at: number): Actor => ({
    companyId: queue.companyId,
    userId: queue.userIds[at] ?? '',
    role: 'attendant',
    queueIds: [queue.queueId],
  });
  const admin: Actor = { ...actor(0), role: 'admin' };
  const wish = async () => queueWish.parse(await queue.inside((trx) => queueById(trx, queue.companyId, queue.queueId)));
  const next = (at: number) => queue.inside((trx) => nextTicket(trx, actor(at), { at: new Date() }));
  return { ...queue, actor, admin, wish, next };
}

async function refused(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('QUE-05 two who ask for the next ticket together get different ones, and nobody passes the limit', async () => {
  const queue = await desk({ attendants: 2, limit: 2, distribution: 'manual' });
  const entered = [await queue.enter(), await queue.enter(), await queue.enter()];
  const both = await Promise.all([queue.next(0), queue.next(1)]);
  expect(new Set(both.map((taken) => taken?.conversationId))).toEqual(new Set(entered.slice(0, 2).map(({ id }) => id)));
  expect((await queue.next(0))?.conversationId).toBe(entered[2]?.id);
  expect(await queue.next(1)).toBeNull();
  await queue.enter();
  expect(await refused(queue.next(0))).toBe('queue.limitReached');
});

test('a queue is changed without taking tickets away, and is removed only when nothing is left in it', async () => {
  const queue = await desk({ attendants: 2, distribution: 'manual' });
  const { companyId, queueId, admin, inside } = queue;
  const conversation = await queue.enter();
  await queue.next(0);
  const wish = await queue.wish();
  const [, stays] = wish.members;
  const changed = {
    ...wish,
    simultaneousLimit: 1,
    members: stays ? [{ ...stays, weight: 3, skills: ['inglês'] }] : [],
  };
  await inside((trx) => saveQueue(trx, admin, queueId, changed));
  expect(await queue.wish()).toEqual(changed);
  expect(await queue.tickets()).toMatchObject([{ status: 'in_service', assigneeId: queue.userIds[0] }]);

  expect(await refused(inside((trx) => removeQueue(trx, admin, queueId)))).toBe('queue.inUse');
  await queue.finish(conversation);
  await inside((trx) =>
    trx
      .updateTable('conversation')
      .set({ status: 'closed', closedAt: new Date() })
      .where('companyId', '=', companyId)
      .execute(),
  );
  await inside((trx) => removeQueue(trx, admin, queueId));
  expect(await inside((trx) => queueById(trx, companyId, queueId))).toBeNull();
});

test('the default queue stays one that is active, nobody from elsewhere is a member, and no date is there twice', async () => {
  const queue = await desk({ attendants: 1 });
  const { queueId, admin, inside } = queue;
  const wish = await queue.wish();
  await inside((trx) => saveQueue(trx, admin, queueId, { ...wish, isDefault: true }));
  expect(await refused(inside((trx) => saveQueue(trx, admin, queueId, { ...wish, isDefault: false })))).toBe(
    'queue.needsDefault',
  );
  expect(await refused(inside((trx) => removeQueue(trx, admin, queueId)))).toBe('queue.needsDefault');
  const twice = { date: '2026-12-25', name: 'Natal', spans: [] };
  const unsound = { ...wish, isDefault: true, exceptions: [twice, twice] };
  expect(await refused(inside((trx) => saveQueue(trx, admin, queueId, unsound)))).toBe('input.invalid');
  const stranger = { userId: randomUUID(), weight: 1, skills: [], supervisor: false };
  const strange = { ...wish, isDefault: true, members: [stranger] };
  expect(await refused(inside((trx) => saveQueue(trx, admin, queueId, strange)))).toBe('record.notFound');
});

test('QUE-04 a ticket is given as it enters, as another ends, as a limit rises, and as somebody comes: no sweep needed', async () => {
  const queue = await desk({ attendants: 1, limit: 1 });
  const { companyId, queueId, admin, inside, userIds } = queue;
  const distributor = startDistributor(database, quiet, { sweepSeconds: 600 });
  const served = async () => (await queue.tickets()).filter(({ status }) => status === 'in_service').length;
  const becomes = (count: number) => until(async () => (await served()) === count);
  await distributor.sweep();
  const first = await queue.enter();
  await becomes(1);
  await queue.enter();
  await queue.finish(first);
  await becomes(1);
  /** What was asked for is looked at before what comes next. */
  const quietly = async () => {
    await distributor.sweep();
    return served();
  };
  await queue.enter();
  expect(await quietly()).toBe(1);
  const wish = await queue.wish();
  await inside((trx) => saveQueue(trx, admin, queueId, { ...wish, simultaneousLimit: 3 }));
  await becomes(2);
  const here = { companyId, userId: userIds[0] ?? '', connectionId: randomUUID() };
  await inside((trx) => saveDevice(trx, here, randomUUID(), 60_000));
  const choose = (availability: 'busy' | 'online') =>
    inside((trx) => chooseAvailability(trx, queue.actor(0), { availability }));
  await choose('busy');
  await queue.enter();
  expect(await quietly()).toBe(2);
  await choose('online');
  await becomes(3);
  await distributor.stop();
});

test('QUE-03 a ticket asks for what its tags say, and goes to whoever has that skill; untagged, the round goes on', async () => {
  const queue = await desk({ attendants: 2, distribution: 'skills' });
  const { companyId, queueId, userIds, inside, admin } = queue;
  const wish = await queue.wish();
  const members = wish.members.map((member) => ({ ...member, skills: member.userId === userIds[1] ? ['ingles'] : [] }));
  await inside((trx) => saveQueue(trx, admin, queueId, { ...wish, members }));
  await database.asOwner('update queue_member set turn = 9 where user_id = $1', [userIds[1]]);
  const [tag] = await database.asOwner<{ id: string }>(
    "insert into tag (company_id, name, color) values ($1, 'Inglês', 'blue') returning id",
    [companyId],
  );
  const [plain, ofConversation, ofContact] = [await queue.enter(), await queue.enter(), await queue.enter()];
  await database.asOwner('update conversation set tags = array[$2::uuid] where id = $1', [ofConversation.id, tag?.id]);
  await database.asOwner('update contact set tags = array[$2::uuid] where id = $1', [ofContact.contactId, tag?.id]);
  await inside((trx) => assignWaiting(trx, companyId, queueId, new Date()));
  const holders = new Map(
    (await queue.tickets()).map(({ conversationId, assigneeId }) => [conversationId, assigneeId]),
  );
  expect([plain, ofConversation, ofContact].map(({ id }) => holders.get(id))).toEqual([
    userIds[0],
    userIds[1],
    userIds[1],
  ]);
});

test.each(['round_robin', 'manual'])(
  'QUE-08 what an attendant left unanswered goes back to its old place when the grace is over (%s)',
  async (distribution) => {
    const queue = await desk({ attendants: 2, limit: 5, distribution });
    const conversation = await queue.enter();
    await queue.next(0);
    const gone = (seconds: number) =>
      database.asOwner(`update attendant set offline_since = now() - $2 * interval '1 second' where user_id = $1`, [
        queue.userIds[0],
        seconds,
      ]);
    await queue.inside((trx) =>
      trx
        .updateTable('conversation')
        .set({ assigneeId: queue.userIds[0] ?? null })
        .where('companyId', '=', queue.companyId)
        .where('id', '=', conversation.id)
        .execute(),
    );
    await gone(60);
    await returnLeft(database, new Date());
    expect(await queue.tickets()).toMatchObject([{ status: 'in_service' }]);
    await gone(600);
    await returnLeft(database, new Date());
    const [ticket] = await queue.tickets();
    expect(ticket).toMatchObject({ status: 'waiting', assigneeId: null, linedUpAt: ticket?.enteredAt });
  },
);

test('the last member leaves: tickets wait, whoever can mend it is told once, and no more once somebody serves it', async () => {
  const queue = await desk({ attendants: 2 });
  const { companyId, queueId, inside, admin } = queue;
  await database.asOwner("update user_account set role = 'admin' where id = $1", [queue.userIds[1]]);
  const wish = await queue.wish();
  const notices = () =>
    database.asOwner<{ userId: string; isOpen: boolean }>(
      `select user_id as "userId", settled_at is null as "isOpen" from notice where company_id = $1 and kind = 'queueUnserved'`,
      [companyId],
    );
  const look = () => inside((trx) => assignWaiting(trx, companyId, queueId, new Date()));
  await inside((trx) => saveQueue(trx, admin, queueId, { ...wish, members: [] }));
  await look();
  expect(await notices()).toEqual([]);
  await queue.enter();
  expect([await look(), await look()]).toEqual([0, 0]);
  expect(await queue.tickets()).toMatchObject([{ status: 'waiting' }]);
  expect(await notices()).toEqual([{ userId: queue.userIds[1], isOpen: true }]);
  await inside((trx) => saveQueue(trx, admin, queueId, wish));
  expect(await look()).toBe(1);
  expect(await notices()).toEqual([{ userId: queue.userIds[1], isOpen: false }]);
});

test('a limit that is lowered below what somebody has takes nothing away, and gives them nothing until they are under it', async () => {
  const queue = await desk({ attendants: 1, limit: 3 });
  const entered = [await queue.enter(), await queue.enter(), await queue.enter(), await queue.enter()];
  const give = () => queue.inside((trx) => assignWaiting(trx, queue.companyId, queue.queueId, new Date()));
  expect(await give()).toBe(3);
  const wish = await queue.wish();
  await queue.inside((trx) => saveQueue(trx, queue.admin, queue.queueId, { ...wish, simultaneousLimit: 1 }));
  expect(await give()).toBe(0);
  const states = async () => (await queue.tickets()).map(({ status }) => status);
  expect(await states()).toEqual(['in_service', 'in_service', 'in_service', 'waiting']);
  expect(await refused(queue.next(0))).toBe('queue.limitReached');
  for (const done of entered.slice(0, 2)) await queue.finish(done);
  expect(await give()).toBe(0);
  for (const done of entered.slice(2, 3)) await queue.finish(done);
  expect(await give()).toBe(1);
});

test('a queue’s last month is simulated with somebody more, beside what was measured', async () => {
  const queue = await desk({ attendants: 1, limit: 1 });
  await queue.enter();
  await queue.next(0);
  const wish = await queue.wish();
  await queue.inside((trx) => saveQueue(trx, queue.admin, queue.queueId, { ...wish, hours: ALWAYS_OPEN }));
  const ask = () => askWhatIf(database, queue.admin, { queueId: queue.queueId, change: { more: 1 }, at: new Date() });
  expect(await ask()).toMatchObject({ tickets: 1, result: null });
  // One comes every five minutes and takes ten: a line that grows, and that two would not have.
  await database.asOwner(
    `insert into ticket (company_id, queue_id, conversation_id, contact_id, protocol, priority, status, assignee_id,
       lined_up_at, entered_at, started_at, ended_at)
     select company_id, queue_id, conversation_id, contact_id, 'past-' || n, 5, 'finished', assignee_id, came, came,
       came + n * interval '5 minutes', came + (n + 2) * interval '5 minutes'
     from ticket, generate_series(1, 40) n, lateral (select now() - interval '2 days' + n * interval '5 minutes' as came) past
     where company_id = $1`,
    [queue.companyId],
  );
  const { result } = await ask();
  expect(result?.before.attendants).toBe(1);
  expect(result?.after.attendants).toBe(2);
  expect(result?.measured.averageWaitMs).toBeGreaterThan(3_600_000);
  expect(result?.before.averageWaitMs).toBeGreaterThan(3_000_000);
  expect(result?.after.averageWaitMs).toBeLessThan(600_000);
});

test('QUE-15 a supervisor gives away what is in their queue, closes it, and says who takes work; nothing of another’s', async () => {
  const queue = await desk({ attendants: 3 });
  const { companyId, queueId, inside, userIds } = queue;
  const [boss, other, stranger] = [queue.actor(0), queue.actor(1), queue.actor(2)];
  const mark = (userId: string, supervisor: boolean) =>
    database.asOwner('update queue_member set supervisor = $2 where user_id = $1', [userId, supervisor]);
  await mark(boss.userId, true);
  await database.asOwner('delete from queue_member where user_id = $1', [userIds[2]]);
  const conversation = await queue.enter();
  await inside((trx) => assignWaiting(trx, companyId, queueId, new Date()));
  const give = (actor: Actor, userId: string) =>
    inside((trx) => assignConversation(trx, actor, { conversationId: conversation.id, userId }));
  await inside((trx) => assignConversation(trx, queue.admin, { conversationId: conversation.id, userId: boss.userId }));
  expect(await refused(give(other, other.userId))).toBe('auth.notPermitted');
  await give(boss, other.userId);
  await give(boss, boss.userId);
  await inside((trx) => closeQueueNow(trx, boss, queueId, true));
  expect(await refused(inside((trx) => closeQueueNow(trx, other, queueId, false)))).toBe('auth.notPermitted');
  const choose = (actor: Actor, userId: string) =>
    inside((trx) => chooseAvailability(trx, actor, { userId, availability: 'busy' }));
  await choose(boss, other.userId);
  expect(await refused(choose(boss, stranger.userId))).toBe('auth.notPermitted');
  await mark(boss.userId, false);
  expect(await refused(choose(boss, other.userId))).toBe('auth.notPermitted');
});
