/** What contacts are told by itself, and what becomes of their answers (QUE-06, QUE-07, QUE-09, QUE-11). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import {
  assignConversation,
  claimConversation,
  closeConversation,
  snoozeConversation,
} from '../conversations/index.ts';
import { quiet, type TestDatabase, testDatabase } from '../testing/index.ts';
import { seeToDueTickets, seeToQueue } from './dueTickets.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const DAY = 24 * 3_600_000;
const week = (spans: { from: string; to: string }[]) =>
  JSON.stringify(Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [day, spans])));
const ALWAYS = week([{ from: '00:00', to: '24:00' }]);
const NEVER_BUT_MONDAYS = JSON.stringify({
  ...JSON.parse(week([])),
  [(new Date().getUTCDay() + 2) % 7]: [{ from: '08:00', to: '12:00' }],
});

/** A desk whose usual queue speaks to contacts. */
async function speakingDesk(queue: object = {}) {
  const desk = await testDesk(database);
  const { companyId, queueId } = desk;
  const columns = { distribution: 'manual', hours: ALWAYS, asksRating: true, ...queue };
  await desk.inside((trx) =>
    trx.updateTable('queue').set(columns).where('companyId', '=', companyId).where('id', '=', queueId).execute(),
  );
  const admin = await desk.user('admin');
  const write = async (text: string, more: object = {}) => {
    await desk.deliver(desk.body({ messages: [{ ...textMessage(text), ...more }] }));
    await desk.settled();
  };
  const speak = (afterMs = 0) => seeToQueue(database, quiet, { companyId, queueId }, new Date(Date.now() + afterMs));
  const said = async () =>
    (
      await database.asOwner<{ text: string }>(
        "select text from message where company_id = $1 and direction = 'out' order by created_at, id",
        [companyId],
      )
    ).map(({ text }) => text);
  const tickets = () =>
    desk.inside((trx) =>
      trx
        .selectFrom('ticket')
        .selectAll()
        .where('companyId', '=', companyId)
        .orderBy('enteredAt')
        .orderBy('id')
        .execute(),
    );
  const served = async (wish: { asksRating?: boolean } = {}) => {
    const conversationId = (await desk.conversations())[0]?.id ?? '';
    await desk.inside((trx) => claimConversation(trx, admin, { conversationId }));
    await desk.inside((trx) => closeConversation(trx, admin, { conversationId, reason: '', ...wish }));
    await speak();
  };
  return { ...desk, admin, write, speak, said, tickets, served };
}

test('QUE-09 who writes while the company is shut is told when it opens, once, and waits or not as the queue has it', async () => {
  await using desk = await speakingDesk({
    hours: NEVER_BUT_MONDAYS,
    outOfHoursMessage: 'Fechado. Abrimos {opens}. {protocol}',
  });
  await desk.write('Bom dia');
  await desk.write('Alguém?');
  await desk.speak();
  await desk.speak();
  const [ticket] = await desk.tickets();
  expect(await desk.said()).toEqual([expect.stringMatching(/^Fechado\. Abrimos .*08:00\. \d{8}-000001$/)]);
  expect(ticket).toMatchObject({ status: 'waiting', say: null });

  await using strict = await speakingDesk({
    hours: NEVER_BUT_MONDAYS,
    outOfHours: 'end',
    outOfHoursMessage: 'Fechado.',
  });
  await strict.write('Bom dia');
  await strict.speak();
  expect(await strict.said()).toEqual(['Fechado.']);
  expect(await strict.tickets()).toMatchObject([{ status: 'finished', ratingAskedAt: null }]);
  expect(await strict.conversations()).toMatchObject([{ status: 'closed' }]);
  await strict.write('Bom dia de novo');
  await strict.speak();
  expect(await strict.said()).toEqual(['Fechado.']);
});

test('QUE-06 whoever waited too long is told, and comes back with more urgency', async () => {
  await using desk = await speakingDesk({ abandonedAfterSeconds: 60, abandonedMessage: 'Desculpe. {protocol}' });
  await desk.write('Bom dia');
  const later = new Date(Date.now() + 120_000);
  await seeToDueTickets(database, quiet, later);
  expect((await desk.tickets())[0]).toMatchObject({ status: 'waiting' });
  await database.asOwner('update ticket set abandon_at = now() where company_id = $1', [desk.companyId]);
  await seeToDueTickets(database, quiet, later);
  await seeToDueTickets(database, quiet, later);
  const [ticket] = await desk.tickets();
  expect(ticket).toMatchObject({ status: 'abandoned', priority: 5 });
  expect(await desk.said()).toEqual([`Desculpe. ${ticket?.protocol}`]);
  await desk.write('Ainda estou aqui');
  expect((await desk.tickets())[1]).toMatchObject({ status: 'waiting', priority: 6, previousId: ticket?.id });
});

test('QUE-06 the time that somebody had it, that it was put aside, or that the queue was closed by hand is no waiting', async () => {
  await using desk = await speakingDesk({ abandonedAfterSeconds: 60, abandonedMessage: 'Desculpe.' });
  const { admin, companyId } = desk;
  await desk.write('Bom dia');
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const longAgo = () =>
    database.asOwner("update ticket set abandon_at = now() - interval '1 hour' where company_id = $1", [companyId]);
  const waits = async () => {
    await seeToDueTickets(database, quiet, new Date());
    const [ticket, ...more] = await desk.tickets();
    expect(more).toEqual([]);
    return ticket?.status === 'waiting' && ticket.abandonAt !== null && ticket.abandonAt.getTime() > Date.now();
  };
  await desk.inside((trx) => claimConversation(trx, admin, { conversationId }));
  await longAgo();
  await desk.inside((trx) => assignConversation(trx, admin, { conversationId, userId: null }));
  expect(await waits()).toBe(true);

  await desk.inside((trx) => snoozeConversation(trx, admin, { conversationId, until: null }));
  await longAgo();
  await desk.write('Voltei');
  expect(await waits()).toBe(true);

  await database.asOwner('update queue set closed_now = true where company_id = $1', [companyId]);
  await longAgo();
  expect(await waits()).toBe(true);
  await database.asOwner('update queue set closed_now = false where company_id = $1', [companyId]);
  await longAgo();
  expect(await waits()).toBe(false);
  expect(await desk.said()).toEqual(['Desculpe.']);
});

test('QUE-07 who is back in line is told the place again, where it is another', async () => {
  await using desk = await speakingDesk({ positionMessage: 'Lugar {position}' });
  await desk.write('Primeiro', { from: '5511900000001' });
  await seeToDueTickets(database, quiet, new Date());
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  await desk.inside((trx) => claimConversation(trx, desk.admin, { conversationId }));
  await desk.write('Segundo', { from: '5511900000002' });
  await database.asOwner("update ticket set priority = 9 where company_id = $1 and status = 'waiting'", [
    desk.companyId,
  ]);
  await desk.inside((trx) => assignConversation(trx, desk.admin, { conversationId, userId: null }));
  await seeToDueTickets(database, quiet, new Date());
  expect((await desk.said()).toSorted()).toEqual(['Lugar 1', 'Lugar 1', 'Lugar 2']);
});

test('QUE-09 a queue closed by hand says that it opens soon, for its hours say nothing of that', async () => {
  await using desk = await speakingDesk({ closedNow: true, outOfHoursMessage: 'Abrimos {opens}.' });
  await desk.write('Bom dia');
  await desk.speak();
  expect(await desk.said()).toEqual(['Abrimos em breve.']);
});

test('QUE-07 a place in line is told when it changes, at most once a minute', async () => {
  await using desk = await speakingDesk({ positionMessage: 'Lugar {position}, {wait}' });
  await desk.write('Primeiro', { from: '5511900000001' });
  await desk.write('Segundo', { from: '5511900000002' });
  const due = () =>
    database.asOwner("update ticket set say_at = now() where company_id = $1 and say = 'place'", [desk.companyId]);
  await seeToDueTickets(database, quiet, new Date());
  await seeToDueTickets(database, quiet, new Date());
  expect(await desk.said()).toEqual(['Lugar 1, alguns minutos', 'Lugar 2, alguns minutos']);
  const [first] = (await desk.conversations()).toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  await desk.inside((trx) => claimConversation(trx, desk.admin, { conversationId: first?.id ?? '' }));
  await seeToDueTickets(database, quiet, new Date());
  expect(await desk.said()).toHaveLength(2);
  await due();
  await seeToDueTickets(database, quiet, new Date());
  expect((await desk.said())[2]).toBe('Lugar 1, 60 minutos');
});

test('QUE-11 a rating is asked for once, taken as it is written, and opens no conversation', async () => {
  await using desk = await speakingDesk();
  await desk.write('Bom dia');
  await desk.served();
  await desk.speak();
  expect(await desk.said()).toHaveLength(1);
  await desk.write('5 estrelas!!');
  await desk.write('Fui muito bem atendida');
  expect(await desk.tickets()).toMatchObject([
    { rating: 5, ratingComment: 'Fui muito bem atendida', status: 'finished' },
  ]);
  expect(await desk.conversations()).toMatchObject([{ status: 'closed', messageCount: 6 }]);
  expect(await desk.said()).toHaveLength(3);
  await desk.write('Posso remarcar?');
  expect((await desk.tickets())[1]).toMatchObject({ status: 'in_service' });
  expect(await desk.conversations()).toMatchObject([{ status: 'open' }]);
});

test('INB-16 whoever closes may ask although the queue does not, and may not ask although it does', async () => {
  for (const asksRating of [true, false]) {
    await using desk = await speakingDesk({ asksRating: !asksRating });
    await desk.write('Olá');
    await desk.served({ asksRating });
    expect(await desk.said()).toHaveLength(asksRating ? 1 : 0);
  }
});

test('a touched answer counts once, other words are work, and after a week a number is a message', async () => {
  await using desk = await speakingDesk();
  await desk.write('Bom dia');
  await desk.served();
  const [ticket] = await desk.tickets();
  const touch = (rating: number) =>
    desk.write('', {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: `rating:${ticket?.id}:${rating}`, title: String(rating) } },
    });
  await touch(2);
  await touch(5);
  expect(await desk.tickets()).toMatchObject([{ rating: 2 }]);

  await using other = await speakingDesk();
  await other.write('Bom dia');
  await other.served();
  await database.asOwner('update ticket set rating_asked_at = $2 where company_id = $1', [
    other.companyId,
    new Date(Date.now() - 8 * DAY),
  ]);
  await other.write('5');
  expect(await other.tickets()).toMatchObject([{ rating: null }, { status: 'in_service' }]);
});
