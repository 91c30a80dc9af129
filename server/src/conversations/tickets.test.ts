/** What people do with a conversation, as its ticket has it (QUE-02, QUE-08, QUE-10). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { seeToDueTickets } from '../queues/index.ts';
import { quiet, type TestDatabase, testDatabase } from '../testing/index.ts';
import { assignConversation, claimConversation } from './assignConversation.ts';
import { closeConversation } from './closeConversation.ts';
import { reopenConversation } from './reopenConversation.ts';
import { sendMessage } from './sendMessage.ts';
import { snoozeConversation } from './snoozeConversation.ts';
import { transferConversation } from './transferConversation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A desk whose usual queue promises an answer in ten minutes and an end in an hour, day and night. */
async function promisingDesk() {
  const desk = await testDesk(database);
  const { companyId } = desk;
  const [queueId, otherId] = [randomUUID(), randomUUID()];
  const always = JSON.stringify(
    Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
  );
  const promised = { firstResponseSeconds: 600, nextResponseSeconds: 300, resolutionSeconds: 3_600, hours: always };
  await desk.inside(async (trx) => {
    await trx.updateTable('queue').set({ isDefault: false }).where('companyId', '=', companyId).execute();
    await trx
      .insertInto('queue')
      .values([
        { companyId, id: queueId, name: 'Fila de teste', isDefault: true, distribution: 'manual', ...promised },
        { companyId, id: otherId, name: 'Outra fila de teste', distribution: 'manual', ...promised },
      ])
      .execute();
  });
  const write = async (text: string) => {
    await desk.deliver(desk.body({ messages: [textMessage(text)] }));
    await desk.settled();
  };
  await write('Bom dia');
  const admin = await desk.user('admin');
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  return {
    ...desk,
    queueId,
    otherId,
    admin,
    conversationId,
    write,
    tickets: () =>
      desk.inside((trx) =>
        trx
          .selectFrom('ticket')
          .selectAll()
          .where('companyId', '=', companyId)
          .orderBy('enteredAt')
          .orderBy('id')
          .execute(),
      ),
  };
}

test('QUE-02 what a contact writes enters the queue once, and is finished with its conversation', async () => {
  await using desk = await promisingDesk();
  await desk.write('Alguém aí?');
  const [ticket, ...more] = await desk.tickets();
  expect(more).toEqual([]);
  expect(ticket).toMatchObject({ status: 'waiting', queueId: desk.queueId, firstResponse: { kind: 'running' } });
  expect(ticket?.protocol).toMatch(/^\d{8}-000001$/);
  expect(ticket?.slaAt).not.toBeNull();

  const { admin, conversationId } = desk;
  await desk.inside((trx) => claimConversation(trx, admin, { conversationId }));
  expect((await desk.tickets())[0]).toMatchObject({ status: 'in_service', assigneeId: admin.userId });
  await desk.inside((trx) => closeConversation(trx, admin, { conversationId, reason: 'resolved' }));
  const [over] = await desk.tickets();
  expect(over).toMatchObject({ status: 'finished', closingReason: 'resolved', resolution: { kind: 'met' } });
  expect(over?.endedAt).not.toBeNull();

  await desk.inside((trx) => reopenConversation(trx, admin, { conversationId }));
  const again = await desk.tickets();
  expect(again.map(({ status }) => status)).toEqual(['finished', 'in_service']);
  expect(again[1]).toMatchObject({ previousId: over?.id, assigneeId: admin.userId });
});

test('QUE-10 an answer meets the promise and it is the contact’s turn; their next word owes another', async () => {
  await using desk = await promisingDesk();
  const { admin, conversationId } = desk;
  await desk.inside((trx) => sendMessage(trx, admin, { conversationId, kind: 'text', text: 'Olá' }));
  expect((await desk.tickets())[0]).toMatchObject({
    status: 'in_service',
    assigneeId: admin.userId,
    firstResponse: { kind: 'met' },
    nextResponse: null,
    resolution: { kind: 'paused' },
    slaAt: null,
  });
  await desk.write('E o preço?');
  expect((await desk.tickets())[0]).toMatchObject({
    firstResponse: { kind: 'met' },
    nextResponse: { kind: 'running' },
    resolution: { kind: 'running' },
  });
});

test('QUE-10 a promise in danger is told to whoever has the ticket and to the supervisors, until somebody answers', async () => {
  await using desk = await promisingDesk();
  const { admin, conversationId, companyId } = desk;
  const attendant = await desk.user('attendant', [desk.queueId]);
  await desk.inside((trx) => assignConversation(trx, admin, { conversationId, userId: attendant.userId }));
  const open = async () =>
    (
      await database.asOwner<{ user_id: string; kind: string; state: string | null }>(
        `select user_id, kind, notice ->> 'state' as state from notice
         where company_id = $1 and settled_at is null order by kind, user_id`,
        [companyId],
      )
    ).map(({ user_id, kind, state }) => [user_id, state ?? kind]);
  expect(await open()).toEqual([[attendant.userId, 'ticketGiven']]);

  await database.asOwner('update ticket set sla_at = now() where company_id = $1', [companyId]);
  await seeToDueTickets(database, quiet, new Date(Date.now() + 500_000));
  const both = [admin.userId, attendant.userId].sort();
  expect(await open()).toEqual([...both.map((id) => [id, 'warning']), [attendant.userId, 'ticketGiven']]);
  await database.asOwner('update ticket set sla_at = now() where company_id = $1', [companyId]);
  await seeToDueTickets(database, quiet, new Date(Date.now() + 700_000));
  expect(await open()).toEqual([...both.map((id) => [id, 'breached']), [attendant.userId, 'ticketGiven']]);

  await desk.inside((trx) => sendMessage(trx, attendant, { conversationId, kind: 'text', text: 'Olá' }));
  expect(await open()).toEqual([]);
});

test('QUE-10 a promise whose time ran out is broken though nobody ever answers; one that had time left is owed no more', async () => {
  await using desk = await promisingDesk();
  const { admin, conversationId, companyId } = desk;
  const close = () => desk.inside((trx) => closeConversation(trx, admin, { conversationId, reason: '' }));
  await close();
  expect((await desk.tickets())[0]).toMatchObject({ status: 'finished', firstResponse: null, nextResponse: null });
  await desk.inside((trx) => reopenConversation(trx, admin, { conversationId }));
  const past = { kind: 'running', warnAt: Date.now() - 2_000, deadlineAt: Date.now() - 1_000 };
  await database.asOwner(
    'update ticket set first_response = $2, resolution = $2 where company_id = $1 and ended_at is null',
    [companyId, JSON.stringify(past)],
  );
  const to = { kind: 'queue', queueId: desk.otherId } as const;
  await desk.inside((trx) => transferConversation(trx, admin, { conversationId, to, reason: '', note: '' }));
  const [, handedOver, next] = await desk.tickets();
  // What was promised for the whole goes on with the next one, and is broken once.
  expect(handedOver).toMatchObject({ firstResponse: { kind: 'breached' }, resolution: { kind: 'running' } });
  expect(next).toMatchObject({ firstResponse: { kind: 'running' }, resolution: { kind: 'running' } });
  await close();
  expect((await desk.tickets())[2]).toMatchObject({ firstResponse: null, resolution: { kind: 'breached' } });
});

test('a note is no answer, and what is put aside promises nothing until the contact writes', async () => {
  await using desk = await promisingDesk();
  const { admin, conversationId } = desk;
  await desk.inside((trx) => sendMessage(trx, admin, { conversationId, kind: 'note', text: 'Ver amanhã' }));
  expect((await desk.tickets())[0]).toMatchObject({ status: 'waiting', firstResponse: { kind: 'running' } });
  await desk.inside((trx) => snoozeConversation(trx, admin, { conversationId, until: null }));
  expect((await desk.tickets())[0]).toMatchObject({ snoozed: true, firstResponse: { kind: 'paused' }, slaAt: null });
  await desk.write('Voltei');
  expect((await desk.tickets())[0]).toMatchObject({ snoozed: false, firstResponse: { kind: 'running' } });
});

test('QUE-08 handing over ends a ticket and begins the next, linked one; giving back keeps the place in line', async () => {
  await using desk = await promisingDesk();
  const { admin, conversationId } = desk;
  await desk.inside((trx) => claimConversation(trx, admin, { conversationId }));
  await desk.inside((trx) => assignConversation(trx, admin, { conversationId, userId: null }));
  const [given] = await desk.tickets();
  expect(given).toMatchObject({ status: 'waiting', assigneeId: null, linedUpAt: given?.enteredAt });

  const to = { kind: 'queue', queueId: desk.otherId } as const;
  await desk.inside((trx) => transferConversation(trx, admin, { conversationId, to, reason: '', note: '' }));
  const tickets = await desk.tickets();
  expect(tickets.map(({ status, queueId }) => [status, queueId])).toEqual([
    ['transferred', desk.queueId],
    ['waiting', desk.otherId],
  ]);
  expect(tickets[1]).toMatchObject({ previousId: tickets[0]?.id, resolution: given?.resolution });

  const attendant = await desk.user('attendant');
  const person = { kind: 'user', userId: attendant.userId } as const;
  await desk.inside((trx) => transferConversation(trx, admin, { conversationId, to: person, reason: '', note: '' }));
  expect((await desk.tickets())[2]).toMatchObject({ status: 'in_service', assigneeId: attendant.userId });
});
