import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookAppointment, changeStatus, outsider, selectAppointments } from '../booking/index.ts';
import { HALF_HOUR_MS, MONDAY, SUNDAY, testAgenda, ZONE } from '../booking/testAgenda.ts';
import { parseCredentialKeys } from '../channels/credentials.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { declineOffer, leaveList, takeOffer } from './answerOffer.ts';
import { offerPlaces } from './offerPlaces.ts';
import { waitFor } from './waitFor.ts';

const ground = {
  credentialKeys: parseCredentialKeys(`k1:${Buffer.alloc(32, 7).toString('base64')}`),
  secret: new TextEncoder().encode('um segredo de teste, longo o bastante'),
  linkBase: 'https://desk.example.com',
};
const MINUTE_MS = 60_000;
const after = (minutes: number) => new Date(SUNDAY.getTime() + minutes * MINUTE_MS);
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A Monday on which one person's calendar is full, from eight to the evening; its first half hour can be given back. */
async function fullDay() {
  const agenda = await testAgenda(database, { noticeMinutes: 0 });
  const { companyId, inside, one, typeId, receptionist } = agenda;
  await inside((trx) => trx.updateTable('resource').set({ active: false }).where('id', '=', agenda.two).execute());
  const first = await agenda.book(agenda.slot(0));
  await agenda.book(agenda.slot(1, [one], 31));
  const contact = (n: number, email = `contato${n}@example.com`) =>
    inside(async (trx) => {
      const row = { companyId, name: `Contato de teste ${n}`, email };
      return (await trx.insertInto('contact').values(row).returning('id').executeTakeFirstOrThrow()).id;
    });
  const wish = { minutes: 30, resourceIds: [], fromDate: '2031-11-24', untilDate: '2031-11-24', parts: [] };
  const wait = (contactId: string, more: object = {}) =>
    inside((trx) =>
      waitFor(trx, receptionist, { typeId, contactId, appointmentId: null, wish, notes: '', ...more }),
    ).then(({ id }) => id);
  return {
    ...agenda,
    first,
    contact,
    wait,
    wish,
    /** The same place, as anybody on the page asks for it. */
    outside: agenda.wish(agenda.slot(0), { source: 'page' }),
    look: (minutes = 0) => inside((trx) => offerPlaces(trx, ground, companyId, after(minutes))),
    free: () => inside((trx) => changeStatus(trx, receptionist, { id: first.id, move: 'cancel' }, SUNDAY)),
    take: (id: string, minutes = 1) => inside((trx) => takeOffer(trx, outsider(companyId), id, after(minutes))),
    states: () =>
      inside((trx) =>
        trx
          .selectFrom('waitingEntry')
          .select(['id', 'status', 'offeredFrom', 'untoldFrom'])
          .orderBy('createdAt')
          .execute(),
      ),
    mails: async () =>
      (
        await inside((trx) =>
          trx
            .selectFrom('outgoingMail')
            .select('toAddress')
            .where('companyId', '=', companyId)
            .orderBy('createdAt')
            .execute(),
        )
      ).map(({ toAddress }) => toAddress),
    booked: (contactId: string) =>
      inside((trx) => selectAppointments(trx, companyId).where('contactId', '=', contactId).execute()),
  };
}

test('BOOK-10 what becomes free is offered in order, kept while it is asked, and offered on when the time is over', async () => {
  const day = await fullDay();
  const [ana, bia] = [await day.contact(1), await day.contact(2)];
  const [first, second] = [await day.wait(ana), await day.wait(bia)];
  // Nothing is free: to be looked at again when the next day is open.
  expect((await day.look())?.getTime()).toBe(MONDAY - 8 * 60 * MINUTE_MS);
  await day.free();
  expect(await day.look()).toEqual(after(30));
  expect(await day.states()).toMatchObject([
    { id: first, status: 'offered', offeredFrom: new Date(MONDAY) },
    { id: second, status: 'waiting' },
  ]);
  // Against everybody else, whoever they are.
  await expect(
    day.inside((trx) => bookAppointment(trx, outsider(day.companyId), day.outside, { now: after(1) })),
  ).rejects.toThrow('appointment.notOffered');
  expect(await day.look(29)).toEqual(after(30));
  await day.look(30);
  expect(await day.states()).toMatchObject([
    { id: first, status: 'waiting' },
    { id: second, status: 'offered', offeredFrom: new Date(MONDAY) },
  ]);
  expect(await day.mails()).toEqual(['contato1@example.com', 'contato2@example.com']);
  await expect(day.take(first, 31)).rejects.toThrow('waiting.impossibleMove');
  for (const _again of [1, 2, 3]) expect(await day.take(second, 31)).toEqual({ appointmentId: second });
  expect(await day.booked(bia)).toMatchObject([{ startsAt: new Date(MONDAY), status: 'scheduled' }]);
});

test('of two answers at once to one offer, one is taken and the place is booked once', async () => {
  const day = await fullDay();
  const ana = await day.contact(1);
  const id = await day.wait(ana);
  await day.free();
  await day.look();
  const answers = await Promise.allSettled([
    day.take(id),
    day.inside((trx) => declineOffer(trx, outsider(day.companyId), id)),
    day.take(id),
  ]);
  const taken = (await day.booked(ana)).length;
  const [{ status } = { status: '' }] = await day.states();
  expect(status).toBe(taken === 1 ? 'taken' : 'waiting');
  expect(answers.filter((answer) => answer.status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
});

test('who does not want it waits on and is asked about it no more; who leaves or never answers is asked no more at all', async () => {
  const day = await fullDay();
  const [first, second, third] = [
    await day.wait(await day.contact(1)),
    await day.wait(await day.contact(2)),
    await day.wait(await day.contact(3)),
  ];
  await day.free();
  await day.look();
  await day.inside((trx) => declineOffer(trx, outsider(day.companyId), first));
  await day.look(1);
  await day.inside((trx) => leaveList(trx, outsider(day.companyId), second));
  await day.look(2);
  expect((await day.states()).map(({ status }) => status)).toEqual(['waiting', 'left', 'offered']);
  await database.asOwner('update waiting_entry set unanswered = 2 where id = $1', [third]);
  await day.look(33);
  expect((await day.states()).map(({ status }) => status)).toEqual(['waiting', 'left', 'lapsed']);
});

test('whoever cannot be told is marked for the staff and waits on, and the place goes to the next; reachable again, they are asked', async () => {
  const day = await fullDay();
  const ana = await day.contact(1, '');
  const [first, second] = [await day.wait(ana), await day.wait(await day.contact(2))];
  await day.free();
  await day.look();
  expect(await day.states()).toMatchObject([
    { id: first, status: 'waiting', offeredFrom: null, untoldFrom: new Date(MONDAY) },
    { id: second, status: 'offered', offeredFrom: new Date(MONDAY), untoldFrom: null },
  ]);
  await day.inside((trx) => declineOffer(trx, outsider(day.companyId), second));
  await day.look(1);
  expect(await day.states()).toMatchObject([
    { status: 'waiting', untoldFrom: new Date(MONDAY) },
    { status: 'waiting' },
  ]);
  expect(await day.mails()).toEqual(['contato2@example.com']);
  await day.inside((trx) => trx.updateTable('contact').set({ email: 'a@example.com' }).where('id', '=', ana).execute());
  await day.look(2);
  expect(await day.states()).toMatchObject([
    { status: 'offered', offeredFrom: new Date(MONDAY), untoldFrom: null },
    { status: 'waiting' },
  ]);
});

test('who has an appointment is offered earlier ones only, and it moves there', async () => {
  const day = await fullDay();
  const ana = await day.contact(1);
  const tuesday = MONDAY + 24 * 60 * MINUTE_MS;
  const slot = { from: tuesday, to: tuesday + HALF_HOUR_MS, zone: ZONE, resourceIds: [day.one] };
  const own = await day.book(slot, { contactId: ana });
  const id = await day.wait(ana, { appointmentId: own.id, wish: { ...day.wish, fromDate: null, untilDate: null } });
  await day.look();
  expect(await day.states()).toMatchObject([{ status: 'waiting' }]);
  await day.free();
  await day.look();
  await day.take(id);
  expect(await day.booked(ana)).toMatchObject([{ id: own.id, startsAt: new Date(MONDAY), status: 'scheduled' }]);
});

test('who was booked otherwise meanwhile is offered nothing more', async () => {
  const day = await fullDay();
  const ana = await day.contact(1);
  await day.wait(ana);
  const tuesday = MONDAY + 24 * 60 * MINUTE_MS;
  const slot = { from: tuesday, to: tuesday + HALF_HOUR_MS, zone: ZONE, resourceIds: [day.one] };
  await day.book(slot, { contactId: ana });
  await day.free();
  expect(await day.look()).toBeNull();
  expect(await day.states()).toMatchObject([{ status: 'lapsed' }]);
});

test('nobody waits twice for the same, nor for an appointment of somebody else', async () => {
  const day = await fullDay();
  const ana = await day.contact(1);
  await day.wait(ana);
  await expect(day.wait(ana)).rejects.toThrow('waiting.already');
  const bia = await day.contact(2);
  await expect(day.wait(bia, { appointmentId: day.first.id })).rejects.toThrow('record.notFound');
  await expect(day.wait(newRowId())).rejects.toThrow('record.notFound');
});
