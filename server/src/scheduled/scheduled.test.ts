import { type ProblemCode, Refusal } from '@balcao/domain';
import { emptyRow, newRowId, REPLICAS, type ScheduledRow } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { closeConversation } from '../conversations/index.ts';
import { replicaSources } from '../replicaSources.ts';
import { push } from '../sync/push.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { cancelScheduled, editScheduled } from './editScheduled.ts';
import { laterLane } from './laterLane.ts';
import { scheduledReplica } from './replicas.ts';
import { scheduleMessage } from './scheduleMessage.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const HOUR_MS = 3_600_000;

/** A desk in which a contact has just written, with the lane of what is due later at work. */
async function laterDesk() {
  const desk = await testDesk(database, { workers: [laterLane] });
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const attendant = await desk.user('attendant');
  const { userId } = attendant;
  await desk.inside((trx) =>
    trx.insertInto('queueMember').values({ companyId: desk.companyId, queueId: desk.queueId, userId }).execute(),
  );
  const schedule = (text: string, dueAt: number, id = newRowId(), actor: Actor = attendant) =>
    desk.inside((trx) => scheduleMessage(trx, actor, { kind: 'text', text, conversationId, dueAt, id }));
  const source = replicaSources.find(({ definition }) => definition.name === 'scheduled');
  if (!source) throw new Error('no source');
  return {
    ...desk,
    conversationId,
    attendant,
    schedule,
    /** As a console writes it. */
    pushed: (base: ScheduledRow | null, wish: ScheduledRow, actor: Actor = attendant) =>
      push(database, actor, source, [{ base, wish, deleted: false }]),
    row: (id: string, dueAt: number, text = 'Até segunda'): ScheduledRow => ({
      ...emptyRow(REPLICAS.scheduled, id),
      conversationId,
      authorId: attendant.userId,
      content: { kind: 'text', text },
      dueAt,
      createdAt: 1,
    }),
    waiting: (viewer: Actor = attendant) =>
      desk.inside(async (trx) => (await scheduledReplica.page(trx, viewer, null, 50)).rows),
    /** Its time has come. */
    come: async (id: string, agoMs = 1000) => {
      await database.asOwner("update scheduled_message set due_at = now() - $2 * interval '1 ms' where id = $1", [
        id,
        agoMs,
      ]);
      await database.asOwner(
        "update lane set gen = gen + 1, due_at = now() where company_id = $1 and key like 'later:%'",
        [desk.companyId],
      );
      await desk.settled();
    },
    sent: async () => (await desk.messages()).filter(({ direction }) => direction === 'out'),
    closeWindow: () =>
      database.asOwner("update conversation set last_inbound_at = now() - interval '25 hours' where company_id = $1", [
        desk.companyId,
      ]),
    notices: () =>
      database.asOwner<{ kind: string; settled: boolean; notice: { problem: { code: string } } }>(
        `select kind, notice, settled_at is not null as settled from notice where company_id = $1`,
        [desk.companyId],
      ),
  };
}

async function refused(work: Promise<unknown>): Promise<ProblemCode> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('INB-26 a message waits for its time, goes once under its own id, and leaves the list of what waits', async () => {
  await using desk = await laterDesk();
  const { id } = await desk.schedule('Até segunda', Date.now() + HOUR_MS);
  await desk.schedule('Até segunda', Date.now() + HOUR_MS, id);
  await desk.settled();
  expect(await desk.sent()).toEqual([]);
  expect(await desk.waiting()).toMatchObject([{ id, held: null, content: { text: 'Até segunda' } }]);
  await desk.come(id);
  expect(await desk.sent()).toMatchObject([{ id, text: 'Até segunda', authorId: desk.attendant.userId }]);
  expect(await desk.waiting()).toEqual([]);
  // A push that comes once more after that makes no second one.
  await desk.pushed(null, desk.row(id, Date.now() + HOUR_MS));
  expect(await desk.waiting()).toEqual([]);
});

test('INB-26 words and time change until then; given up, it never goes', async () => {
  await using desk = await laterDesk();
  const { id } = await desk.schedule('Até segunda', Date.now() + HOUR_MS);
  const { id: other } = await desk.schedule('Outra', Date.now() + 2 * HOUR_MS);
  const admin = await desk.user('admin');
  await desk.inside((trx) =>
    editScheduled(trx, admin, { id, wish: { kind: 'text', text: 'Até terça' }, dueAt: Date.now() + 3 * HOUR_MS }),
  );
  await desk.inside((trx) => cancelScheduled(trx, admin, { id: other }));
  await desk.hurry();
  expect(await desk.sent()).toEqual([]);
  await desk.come(id);
  // It stays its author's.
  expect(await desk.sent()).toMatchObject([{ id, text: 'Até terça', authorId: desk.attendant.userId }]);
  expect(await refused(desk.inside((trx) => cancelScheduled(trx, admin, { id })))).toBe('record.notFound');
});

test('INB-26 with the window closed it is held and its author told; another time and it waits again', async () => {
  await using desk = await laterDesk();
  const { id } = await desk.schedule('Até segunda', Date.now() + HOUR_MS);
  await desk.closeWindow();
  await desk.come(id);
  expect(await desk.sent()).toEqual([]);
  expect(await desk.waiting()).toMatchObject([{ id, held: { code: 'message.windowClosed' } }]);
  expect(await desk.notices()).toMatchObject([
    { kind: 'held', settled: false, notice: { problem: { code: 'message.windowClosed' } } },
  ]);
  await desk.deliver(desk.body({ messages: [textMessage('Oi, voltei')] }));
  await desk.settled();
  await desk.inside((trx) => editScheduled(trx, desk.attendant, { id, dueAt: 0 }));
  await desk.settled();
  expect(await desk.sent()).toMatchObject([{ id }]);
  expect(await desk.notices()).toMatchObject([{ kind: 'held', settled: true }]);
});

test('one that is held keeps nobody behind it waiting', async () => {
  await using desk = await laterDesk();
  const { id: first } = await desk.schedule('Primeira', Date.now() + HOUR_MS);
  const { id: second } = await desk.schedule('Segunda', Date.now() + 2 * HOUR_MS);
  await database.asOwner("update scheduled_message set due_at = now() - interval '2 hours' where id = $1", [first]);
  await desk.come(second);
  expect(await desk.waiting()).toMatchObject([{ id: first, held: { code: 'scheduled.overdue' } }]);
  expect(await desk.sent()).toMatchObject([{ id: second }]);
});

test('a conversation that was closed meanwhile is opened by what goes; with nothing to go it stays closed', async () => {
  await using desk = await laterDesk();
  const { id } = await desk.schedule('Até segunda', Date.now() + HOUR_MS);
  const { id: held } = await desk.schedule('Fora da janela', Date.now() + HOUR_MS);
  const { conversationId } = desk;
  await desk.inside((trx) => closeConversation(trx, desk.attendant, { conversationId }));
  await desk.come(id);
  expect(await desk.sent()).toMatchObject([{ id }]);
  expect(await desk.conversations()).toMatchObject([{ status: 'open' }]);
  await desk.inside((trx) => closeConversation(trx, desk.attendant, { conversationId }));
  await desk.closeWindow();
  await desk.come(held);
  expect(await desk.conversations()).toMatchObject([{ status: 'closed' }]);
});

test('a conversation that moved to where its author does not see it is still written to in their name', async () => {
  await using desk = await laterDesk();
  const { id } = await desk.schedule('Até segunda', Date.now() + HOUR_MS);
  await database.asOwner('delete from queue_member where user_id = $1', [desk.attendant.userId]);
  await desk.come(id);
  expect(await desk.sent()).toMatchObject([{ id, authorId: desk.attendant.userId }]);
});

test('an author who left sends nothing: it is held for the others', async () => {
  await using desk = await laterDesk();
  const { id } = await desk.schedule('Até segunda', Date.now() + HOUR_MS);
  await database.asOwner('update user_account set active = false where id = $1', [desk.attendant.userId]);
  await desk.come(id);
  expect(await desk.waiting(await desk.user('admin'))).toMatchObject([{ held: { code: 'auth.signedOut' } }]);
});

test('written offline for a time that passed on the way: taken, and held for its author to decide', async () => {
  await using desk = await laterDesk();
  const id = newRowId();
  await desk.pushed(null, desk.row(id, Date.now() - 5 * HOUR_MS));
  await desk.settled();
  const [row] = await desk.waiting();
  expect(row).toMatchObject({ id, held: { code: 'scheduled.overdue' } });
  if (!row) return;
  await desk.pushed(row, { ...row, held: null, dueAt: 0 });
  await desk.settled();
  expect(await desk.sent()).toMatchObject([{ id, text: 'Até segunda' }]);
});

test('written and given up without a connection leaves nothing', async () => {
  await using desk = await laterDesk();
  const id = newRowId();
  const answer = await desk.pushed(null, { ...desk.row(id, Date.now() + HOUR_MS), cancelled: true });
  expect(answer).toMatchObject({ rows: [], gone: [id] });
  expect(await desk.waiting()).toEqual([]);
});

test.each<[string, ProblemCode, (desk: Awaited<ReturnType<typeof laterDesk>>) => Promise<unknown>]>([
  ['a time long past', 'scheduled.badTime', (desk) => desk.schedule('a', Date.now() - HOUR_MS)],
  ['a time in two years', 'scheduled.badTime', (desk) => desk.schedule('a', Date.now() + 730 * 24 * HOUR_MS)],
  ['no words', 'message.empty', (desk) => desk.schedule(' ', Date.now() + HOUR_MS)],
  [
    'somebody of another queue',
    'record.notFound',
    async (desk) => desk.schedule('a', Date.now() + HOUR_MS, newRowId(), await desk.user('attendant', [])),
  ],
  [
    'a note',
    'message.kindNotSupported',
    ({ inside, attendant, conversationId }) =>
      inside((trx) =>
        scheduleMessage(trx, attendant, { kind: 'note', text: 'a', conversationId, dueAt: Date.now() + HOUR_MS }),
      ),
  ],
])('%s: refused as %s, and nothing waits', async (_what, code, work) => {
  await using desk = await laterDesk();
  expect(await refused(work(desk))).toBe(code);
  expect(await desk.waiting(await desk.user('admin'))).toEqual([]);
});
