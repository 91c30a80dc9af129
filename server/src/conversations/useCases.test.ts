import { type ProblemCode, Refusal } from '@balcao/domain';
import { emptyRow, markId, newRowId, REPLICAS } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { assignConversation, claimConversation } from './assignConversation.ts';
import { closeConversation } from './closeConversation.ts';
import { reopenConversation } from './reopenConversation.ts';
import { saveMark } from './saveMark.ts';
import { sendMessage } from './sendMessage.ts';
import { setPriority } from './setPriority.ts';
import { setTags } from './setTags.ts';
import { snoozeConversation, wakeConversation } from './snoozeConversation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A desk in which a contact has just written; lanes that send are at rest, so nothing leaves. */
async function waitingDesk() {
  const desk = await testDesk(database);
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  await desk.stopLanes();
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const attendant = await desk.user('attendant');
  return {
    ...desk,
    conversationId,
    attendant,
    send: (
      text: string,
      more: { id?: string; kind?: 'text' | 'note'; replyToId?: string } = {},
      actor: Actor = attendant,
    ) => desk.inside((trx) => sendMessage(trx, actor, { conversationId, kind: 'text', text, ...more })),
    conversation: async () => (await desk.conversations())[0],
    timeline: async () =>
      (
        await desk.inside((trx) =>
          trx
            .selectFrom('message')
            .select('content')
            .where('companyId', '=', desk.companyId)
            .where('direction', '=', 'system')
            .orderBy('createdAt')
            .orderBy('id')
            .execute(),
        )
      ).map((row) => Object(row.content).event),
  };
}

async function refused(work: Promise<unknown>): Promise<ProblemCode> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('INB-14 a reply is pending in its lane, claims what is nobody’s, and stands in the conversation at once', async () => {
  await using desk = await waitingDesk();
  const { messageId } = await desk.send('Olá');
  expect(await desk.conversation()).toMatchObject({
    assigneeId: desk.attendant.userId,
    messageCount: 2,
    inboundCount: 1,
    waitingHuman: false,
    lastMessage: { id: messageId, direction: 'out', status: 'pending', text: 'Olá', authorId: desk.attendant.userId },
  });
  expect((await desk.timeline()).map((event) => event.type)).toEqual(['opened', 'assigned']);
  expect(await desk.deliveries()).toMatchObject([{ messageId, state: 'queued', attempts: 0 }]);
  const lanes = await database.asOwner('select from lane where company_id = $1 and key = $2 and gen > done_gen', [
    desk.companyId,
    `out:${desk.conversationId}`,
  ]);
  expect(lanes).toHaveLength(1);
});

test('INB-20 the same client id, however often and in parallel, is one message and one delivery', async () => {
  await using desk = await waitingDesk();
  const id = newRowId();
  await Promise.all(Array.from({ length: 10 }, () => desk.send('Olá', { id })));
  expect((await desk.messages()).filter((message) => message.direction === 'out')).toHaveLength(1);
  expect(await desk.deliveries()).toHaveLength(1);
  expect(await desk.conversation()).toMatchObject({ messageCount: 2 });
});

test('a message id that is somebody else’s is refused, not overwritten', async () => {
  await using desk = await waitingDesk();
  const { messageId } = await desk.send('Olá');
  const other = await desk.user('admin');
  expect(await refused(desk.send('Outra', { id: messageId }, other))).toBe('message.unchangeable');
});

test('a note stays inside: no delivery, no claim, no status', async () => {
  await using desk = await waitingDesk();
  await desk.send('Ligar amanhã', { kind: 'note' });
  expect(await desk.deliveries()).toEqual([]);
  expect((await desk.messages()).at(-1)).toMatchObject({ direction: 'note', status: null });
  expect(await desk.conversation()).toMatchObject({
    assigneeId: null,
    messageCount: 1,
    lastMessage: { direction: 'note' },
  });
});

test.each<[string, ProblemCode, (desk: Awaited<ReturnType<typeof waitingDesk>>) => Promise<unknown>]>([
  ['an empty text', 'message.empty', (desk) => desk.send(' \n\0 ')],
  ['a text over the platform’s limit', 'message.tooLong', (desk) => desk.send('x'.repeat(4097))],
  [
    'a quoted message that is not of this conversation',
    'record.notFound',
    (desk) => desk.send('a', { replyToId: newRowId() }),
  ],
  ['a role that does not answer', 'auth.notPermitted', async (desk) => desk.send('a', {}, await desk.user('operator'))],
  [
    'somebody of another queue',
    'record.notFound',
    async (desk) => desk.send('a', {}, await desk.user('attendant', [])),
  ],
  [
    'a closed conversation',
    'conversation.closed',
    async (desk) => {
      await desk.inside((trx) => closeConversation(trx, desk.attendant, { conversationId: desk.conversationId }));
      await desk.send('a');
    },
  ],
  [
    'a channel that was switched off',
    'channel.inactive',
    async (desk) => {
      await desk.inside((trx) =>
        trx.updateTable('channel').set({ status: 'inactive' }).where('companyId', '=', desk.companyId).execute(),
      );
      await desk.send('a');
    },
  ],
  [
    'a day after the contact wrote',
    'message.windowClosed',
    async (desk) => {
      await database.asOwner(
        "update conversation set last_inbound_at = now() - interval '24 hours' where company_id = $1",
        [desk.companyId],
      );
      await desk.send('a');
    },
  ],
])('%s: refused as %s, and nothing is written', async (_what, code, work) => {
  await using desk = await waitingDesk();
  expect(await refused(work(desk))).toBe(code);
  expect(await desk.deliveries()).toEqual([]);
  expect(await desk.messages()).toHaveLength(1);
});

test('two attendants claiming at once: one has it, the other is told who', async () => {
  await using desk = await waitingDesk();
  const [first, second] = [desk.attendant, await desk.user('attendant')];
  const { conversationId } = desk;
  const results = await Promise.allSettled(
    [first, second].map((actor) => desk.inside((trx) => claimConversation(trx, actor, { conversationId }))),
  );
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const winner = (await desk.conversation())?.assigneeId;
  const refusal = results.find((result) => result.status === 'rejected');
  expect(refusal?.reason.problem).toMatchObject({
    code: 'conversation.taken',
    byUserId: winner,
    byName: 'Pessoa de teste attendant',
  });
});

test('one gives back one’s own; giving to others is an admin’s', async () => {
  await using desk = await waitingDesk();
  const { conversationId, attendant } = desk;
  const [other, admin] = [await desk.user('attendant'), await desk.user('admin')];
  const assign = (actor: Actor, userId: string | null) =>
    desk.inside((trx) => assignConversation(trx, actor, { conversationId, userId }));
  await desk.inside((trx) => claimConversation(trx, attendant, { conversationId }));
  expect(await refused(assign(other, other.userId))).toBe('auth.notPermitted');
  await assign(attendant, null);
  await assign(admin, other.userId);
  expect(await desk.conversation()).toMatchObject({ assigneeId: other.userId });
  expect(await refused(assign(admin, newRowId()))).toBe('record.notFound');
});

test('INB-17 closing, reopening, snoozing, waking, tagging and raising are entries of the timeline', async () => {
  await using desk = await waitingDesk();
  const { conversationId, attendant, companyId } = desk;
  const tag = await desk.inside((trx) =>
    trx.insertInto('tag').values({ companyId, name: 'Retorno' }).returning('id').executeTakeFirstOrThrow(),
  );
  await desk.inside((trx) => closeConversation(trx, attendant, { conversationId, reason: 'resolvido' }));
  expect(await desk.conversation()).toMatchObject({
    status: 'closed',
    closeReason: 'resolvido',
    closedAt: expect.any(Date),
  });
  await desk.inside((trx) => reopenConversation(trx, attendant, { conversationId }));
  await desk.inside((trx) => snoozeConversation(trx, attendant, { conversationId, until: null }));
  await desk.inside((trx) => wakeConversation(trx, attendant, { conversationId }));
  await desk.inside((trx) => setTags(trx, attendant, { conversationId, tags: [tag.id, newRowId(), 'no id'] }));
  await desk.inside((trx) => setTags(trx, attendant, { conversationId, tags: [tag.id] }));
  await desk.inside((trx) => setPriority(trx, attendant, { conversationId, priority: 2 }));
  await desk.inside((trx) => setPriority(trx, attendant, { conversationId, priority: 2 }));
  expect((await desk.timeline()).map((event) => event.type)).toEqual([
    'opened',
    'closed',
    'reopened',
    'snoozed',
    'reopened',
    'tagged',
    'prioritised',
  ]);
  expect(await desk.conversation()).toMatchObject({ tags: [tag.id], priority: 2 });
  expect(await refused(desk.inside((trx) => reopenConversation(trx, attendant, { conversationId })))).toBe(
    'conversation.impossibleMove',
  );
});

test('INB-14 an older conversation is not reopened beside the one that is open', async () => {
  await using desk = await waitingDesk();
  const { conversationId, attendant } = desk;
  await desk.inside((trx) => closeConversation(trx, attendant, { conversationId }));
  await database.asOwner("update conversation set closed_at = now() - interval '30 hours' where company_id = $1", [
    desk.companyId,
  ]);
  await desk.startLanes();
  await desk.deliver(desk.body({ messages: [textMessage('de novo')] }));
  await desk.settled();
  expect(await desk.conversations()).toHaveLength(2);
  expect(await refused(desk.inside((trx) => reopenConversation(trx, attendant, { conversationId })))).toBe(
    'conversation.impossibleMove',
  );
});

test('INB-16 a snoozed conversation wakes at its time, or with the next message', async () => {
  await using desk = await waitingDesk();
  const { conversationId, attendant } = desk;
  await desk.startLanes();
  await desk.inside((trx) => snoozeConversation(trx, attendant, { conversationId, until: Date.now() + 150 }));
  expect(await desk.conversation()).toMatchObject({ status: 'snoozed' });
  await desk.settled();
  expect(await desk.conversation()).toMatchObject({ status: 'open', snoozedUntil: null });
  await desk.inside((trx) => snoozeConversation(trx, attendant, { conversationId, until: null }));
  await desk.deliver(desk.body({ messages: [textMessage('voltei')] }));
  await desk.settled();
  expect(await desk.conversation()).toMatchObject({ status: 'open', inboundCount: 2 });
});

test('a mark is its owner’s alone, and only about a conversation that they see', async () => {
  await using desk = await waitingDesk();
  const { conversationId, attendant } = desk;
  const mark = {
    ...emptyRow(REPLICAS.marks, markId(attendant.userId, conversationId)),
    userId: attendant.userId,
    conversationId,
    readCount: 1,
    markedUnread: false,
    pinned: true,
    draft: 'Olá',
    draftIsNote: false,
  };
  await desk.inside((trx) => saveMark(trx, attendant, mark));
  await desk.inside((trx) => saveMark(trx, attendant, { ...mark, draft: 'Olá!' }));
  const stranger = await desk.user('attendant', []);
  expect(await refused(desk.inside((trx) => saveMark(trx, stranger, mark)))).toBe('record.notFound');
  const own = { ...mark, id: markId(stranger.userId, conversationId), userId: stranger.userId };
  expect(await refused(desk.inside((trx) => saveMark(trx, stranger, own)))).toBe('record.notFound');
  const rows = await desk.inside((trx) =>
    trx.selectFrom('mark').selectAll().where('companyId', '=', desk.companyId).execute(),
  );
  expect(rows).toMatchObject([{ draft: 'Olá!', pinned: true, readCount: 1 }]);
});
