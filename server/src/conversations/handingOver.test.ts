import { type ProblemCode, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { claimConversation } from './assignConversation.ts';
import { closeConversation } from './closeConversation.ts';
import { handToProgram } from './handToProgram.ts';
import { sendMessage } from './sendMessage.ts';
import { type Transfer, transferConversation } from './transferConversation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A conversation in the desk's queue, with an attendant of it who holds it, one who is elsewhere, and an admin. */
async function heldDesk() {
  const desk = await testDesk(database);
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  await desk.stopLanes();
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const holder = await desk.user('attendant');
  const elsewhere = await desk.user('attendant', []);
  const admin = await desk.user('admin');
  const { id: otherQueueId } = await desk.inside((trx) =>
    trx
      .insertInto('queue')
      .values({ companyId: desk.companyId, name: 'Outra fila' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await desk.inside((trx) => claimConversation(trx, holder, { conversationId }));
  return {
    ...desk,
    conversationId,
    holder,
    elsewhere,
    admin,
    otherQueueId,
    transfer: (actor: Actor, to: Transfer['to'], more: Partial<Transfer> = {}) =>
      desk.inside((trx) => transferConversation(trx, actor, { conversationId, to, reason: '', note: '', ...more })),
    note: (actor: Actor, text: string, id = newRowId()) =>
      desk.inside((trx) => sendMessage(trx, actor, { id, conversationId, kind: 'note', text })),
    conversation: async () => (await desk.conversations())[0],
    lines: () =>
      desk.inside((trx) =>
        trx
          .selectFrom('message')
          .select(['direction', 'content'])
          .where('companyId', '=', desk.companyId)
          .where('direction', 'in', ['system', 'note'])
          .orderBy('createdAt')
          .orderBy('id')
          .execute(),
      ),
    notices: (userId: string) =>
      desk.inside((trx) =>
        trx
          .selectFrom('notice')
          .select(['kind', 'notice'])
          .where('companyId', '=', desk.companyId)
          .where('userId', '=', userId)
          .orderBy('createdAt')
          .execute(),
      ),
    rename: (actor: Actor, name: string) =>
      desk.inside((trx) =>
        trx
          .updateTable('userAccount')
          .set({ name })
          .where('companyId', '=', desk.companyId)
          .where('id', '=', actor.userId)
          .execute(),
      ),
  };
}

async function refused(work: Promise<unknown>): Promise<ProblemCode> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('INB-16 a transfer to a queue leaves it nobody’s there, with who and why and the note in the timeline', async () => {
  await using desk = await heldDesk();
  const { holder, otherQueueId: queueId } = desk;
  await desk.transfer(holder, { kind: 'queue', queueId }, { reason: 'Não é comigo', note: 'Já pediu o orçamento.' });
  expect(await desk.conversation()).toMatchObject({ assigneeId: null, queueId, waitingHuman: true });
  const [note, entry] = (await desk.lines()).slice(-2);
  expect(note).toMatchObject({ direction: 'note', content: { text: 'Já pediu o orçamento.' } });
  expect(entry?.content).toMatchObject({
    event: { type: 'transferred', toQueueId: queueId, toUserId: null, byUserId: holder.userId, reason: 'Não é comigo' },
  });
});

test('INB-16 handed back to the program it is nobody’s and waits in no queue, until a person answers', async () => {
  await using desk = await heldDesk();
  const { companyId, holder, conversationId } = desk;
  const back = () => desk.inside((trx) => handToProgram(trx, holder, { conversationId, reason: '', note: '' }));
  await expect(back()).rejects.toThrow('conversation.noProgram');
  await desk.inside((trx) =>
    trx
      .insertInto('webhookEndpoint')
      .values({ companyId, url: 'https://example.com/bot', events: ['turn.received'], secret: '-' })
      .execute(),
  );
  await back();
  await back();
  const tickets = async () =>
    (
      await database.asOwner<{ status: string }>(
        'select status from ticket where company_id = $1 order by entered_at',
        [companyId],
      )
    ).map(({ status }) => status);
  await desk.startLanes();
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia, bot')] }));
  await desk.settled();
  const inProgram = { assigneeId: null, botActive: true, waitingHuman: false };
  expect(await desk.conversation()).toMatchObject(inProgram);
  expect(await tickets()).toEqual(['transferred']);
  const say = (source: 'api' | 'console') =>
    desk.inside((trx) => sendMessage(trx, holder, { conversationId, kind: 'text', text: 'Olá', source }));
  await say('api');
  expect(await desk.conversation()).toMatchObject(inProgram);
  await say('console');
  expect(await desk.conversation()).toMatchObject({ assigneeId: holder.userId, botActive: false });
  expect(await tickets()).toEqual(['transferred', 'in_service']);

  await back();
  const { from, ...echo } = textMessage('Do celular');
  await desk.deliver(
    desk.body({ message_echoes: [{ ...echo, from: '551130000000', to: from }] }, 'smb_message_echoes'),
  );
  await desk.settled();
  expect(await desk.conversation()).toMatchObject({ assigneeId: null, botActive: false });
});

test('a transfer to a person tells them, once however often it is asked', async () => {
  await using desk = await heldDesk();
  const to = { kind: 'user' as const, userId: desk.elsewhere.userId };
  await desk.transfer(desk.holder, to, { reason: 'Conhece o caso' });
  await desk.transfer(desk.admin, to);
  expect(await desk.conversation()).toMatchObject({ assigneeId: desk.elsewhere.userId });
  expect(await desk.notices(desk.elsewhere.userId)).toMatchObject([
    { kind: 'transferred', notice: { reason: 'Conhece o caso', byUserId: desk.holder.userId } },
  ]);
});

test('what is a colleague’s is handed over by them or an admin; a closed one, or to nobody that exists, by no one', async () => {
  await using desk = await heldDesk();
  const colleague = await desk.user('attendant');
  const to = { kind: 'queue' as const, queueId: desk.otherQueueId };
  expect(await refused(desk.transfer(colleague, to))).toBe('auth.notPermitted');
  expect(await refused(desk.transfer(desk.elsewhere, to))).toBe('record.notFound');
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect(await refused(desk.transfer(desk.holder, { kind: 'user', userId: nobody }))).toBe('record.notFound');
  expect(await refused(desk.transfer(desk.holder, { kind: 'queue', queueId: nobody }))).toBe('record.notFound');
  await desk.inside((trx) => closeConversation(trx, desk.holder, { conversationId: desk.conversationId }));
  expect(await refused(desk.transfer(desk.admin, to))).toBe('conversation.closed');
});

test('a refused transfer leaves no note behind', async () => {
  await using desk = await heldDesk();
  const before = (await desk.lines()).length;
  const note = 'x'.repeat(20_001);
  expect(await refused(desk.transfer(desk.holder, { kind: 'queue', queueId: desk.otherQueueId }, { note }))).toBe(
    'message.tooLong',
  );
  expect(await desk.lines()).toHaveLength(before);
  expect(await desk.conversation()).toMatchObject({ assigneeId: desk.holder.userId });
});

test('a note calls colleagues by @name, once, and only those who see the conversation', async () => {
  await using desk = await heldDesk();
  await desk.rename(desk.admin, 'Pessoa Ação');
  await desk.rename(desk.elsewhere, 'Pessoa Longe');
  await desk.rename(desk.holder, 'Pessoa Autora');
  const id = newRowId();
  const text = '@pessoa acao e @Pessoa Longe, @Pessoa Autora aqui: vejam';
  await desk.note(desk.holder, text, id);
  await desk.note(desk.holder, text, id);
  expect(await desk.notices(desk.admin.userId)).toMatchObject([
    { kind: 'mentioned', notice: { messageId: id, byUserId: desk.holder.userId, text } },
  ]);
  expect(await desk.notices(desk.elsewhere.userId)).toEqual([]);
  expect(await desk.notices(desk.holder.userId)).toEqual([]);
});

test('a message whose answer was lost is sent, not refused, also when its conversation left its author’s sight since', async () => {
  const { holder, admin, conversationId, otherQueueId, note, transfer, inside } = await heldDesk();
  const id = newRowId();
  await note(holder, 'dito uma vez', id);
  await transfer(admin, { kind: 'queue', queueId: otherQueueId });
  await expect(note(holder, 'dito uma vez', id)).resolves.toEqual({ messageId: id });
  await expect(note(holder, 'dito depois')).rejects.toMatchObject({ problem: { code: 'record.notFound' } });
  await expect(note(admin, 'de outra pessoa', id)).rejects.toMatchObject({ problem: { code: 'message.unchangeable' } });
  const said = await inside((trx) =>
    trx
      .selectFrom('message')
      .select('text')
      .where('conversationId', '=', conversationId)
      .where('id', '=', id)
      .execute(),
  );
  expect(said).toEqual([{ text: 'dito uma vez' }]);
});
