import { randomUUID } from 'node:crypto';
import { type MessageContent, textOf, USUAL_TYPE } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookAppointment, changeStatus, editAppointment, moveAppointment, outsider } from '../booking/index.ts';
import { saveResource, saveType } from '../booking/saveSettings.ts';
import { createChannel } from '../channels/createChannel.ts';
import { credentialKeys, testDesk, textMessage } from '../channels/testDesk.ts';
import { appointmentConfirmations } from '../metrics.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { tellNews } from './newsLane.ts';
import { saveTellings } from './store.ts';

const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 30 * 60_000;
const secret = new TextEncoder().encode('um segredo de teste, longo o bastante');
const ground = { credentialKeys, secret, linkBase: 'https://desk.example.com' };
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A desk with a doctor's calendar, somebody at the reception, and a contact who has just written. */
async function newsDesk() {
  const desk = await testDesk(database);
  const { companyId, inside } = desk;
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  const [talk] = await desk.conversations();
  const contactId = talk?.contactId ?? '';
  const [admin, doctor, receptionist, other] = [
    await desk.user('admin'),
    await desk.user('attendant'),
    await desk.user('receptionist'),
    await desk.user('receptionist'),
  ];
  const [typeId, resourceId] = [newRowId(), newRowId()];
  const zone = 'America/Sao_Paulo';
  await inside(async (trx) => {
    const settings = { kind: 'person', color: 'teal', zone } as const;
    await saveResource(trx, admin, resourceId, { name: 'Dra.', active: true, userId: doctor.userId, settings });
    await saveType(trx, admin, typeId, { name: 'Consulta', active: true, settings: USUAL_TYPE });
    const set = { language: 'es', email: 'contato@example.com' };
    await trx.updateTable('contact').set(set).where('id', '=', contactId).execute();
  });
  const from = Date.now() + 2 * DAY_MS;
  const slotAt = (at: number) => ({ from: at, to: at + HALF_HOUR_MS, zone, resourceIds: [resourceId] });
  const book = (more: object = {}) =>
    inside((trx) =>
      bookAppointment(
        trx,
        receptionist,
        {
          typeId,
          contactId,
          title: 'Contato de teste 11',
          place: { kind: 'address', value: 'Rua de Teste, 1' },
          notes: '',
          participants: [],
          slot: slotAt(from),
          source: 'console',
          ...more,
        },
        { now: new Date() },
      ),
    );
  return {
    ...desk,
    contactId,
    from,
    slotAt,
    book,
    doctor,
    receptionist,
    other,
    /** As the lane does, once it has settled. */
    tell: (id: string, inMs = 20_000) =>
      inside((trx) => tellNews(trx, ground, companyId, id, new Date(Date.now() + inMs))),
    said: async () =>
      (await desk.messages())
        .filter(({ direction }) => direction === 'out')
        .map(({ content }) => textOf(content as MessageContent)),
    mails: () =>
      inside((trx) =>
        trx.selectFrom('outgoingMail').select(['toAddress', 'subject']).where('companyId', '=', companyId).execute(),
      ),
    told: () =>
      inside((trx) =>
        trx.selectFrom('notice').select(['userId', 'notice']).where('companyId', '=', companyId).execute(),
      ),
    lastWrote: (agoMs: number) =>
      inside((trx) =>
        trx
          .updateTable('conversation')
          .set({ lastInboundAt: new Date(Date.now() - agoMs) })
          .where('companyId', '=', companyId)
          .execute(),
      ),
    move: (id: string, to: number) =>
      inside((trx) => moveAppointment(trx, receptionist, { id, slot: slotAt(to) }, { now: new Date() })),
    cancel: (id: string) => inside((trx) => changeStatus(trx, receptionist, { id, move: 'cancel' }, new Date())),
  };
}

test('BOOK-18 what is booked is told once: in the conversation and by mail, in the contact’s language, and to the people concerned', async () => {
  await using desk = await newsDesk();
  const { id } = await desk.book();
  // Undone within some seconds, nobody would have heard of it.
  expect(await desk.tell(id, 0)).toBeInstanceOf(Date);
  expect(await desk.said()).toEqual([]);
  for (const _again of [1, 2, 3]) await desk.tell(id);
  const [said, ...more] = await desk.said();
  expect(more).toEqual([]);
  expect(said).toMatch(/^¡Hola, Contato de teste 11! Consulta con .*\(hora .*Brasilia\)/);
  expect(said).toMatch(
    /\nDónde: Rua de Teste, 1\nPara cambiar o cancelar: https:\/\/desk\.example\.com\/a\/[\w-]{43}$/,
  );
  expect(await desk.mails()).toMatchObject([
    { toAddress: 'contato@example.com', subject: expect.stringMatching(/^Reservado: Consulta/) },
  ]);
  const told = await desk.told();
  expect(told.map(({ userId }) => userId).sort()).toEqual([desk.doctor.userId, desk.other.userId].sort());
  expect(told[0]?.notice).toMatchObject({ what: 'booked', byUserId: desk.receptionist.userId, isUntold: false });
});

test('moved twice and then cancelled by the contact, each is told as it then is, in one notice', async () => {
  await using desk = await newsDesk();
  const { id } = await desk.book();
  await desk.tell(id);
  await desk.move(id, desk.from + HALF_HOUR_MS);
  await desk.move(id, desk.from + 2 * HALF_HOUR_MS);
  await desk.tell(id);
  await desk.inside((trx) => changeStatus(trx, outsider(desk.companyId), { id, move: 'cancel' }, new Date()));
  // By whoever it is for: told at once.
  await desk.tell(id, 20_000);
  const said = await desk.said();
  expect(said).toHaveLength(3);
  expect(said[1]).toContain('cambió de horario');
  expect(said[2]).toContain('fue cancelado');
  const told = await desk.told();
  // The receptionist who did the rest hears of this one.
  expect(told).toHaveLength(3);
  expect(told.map(({ notice }) => Object(notice).what)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});

test('what was booked and cancelled before anybody heard of it is not told', async () => {
  await using desk = await newsDesk();
  const { id } = await desk.book();
  await desk.cancel(id);
  await desk.tell(id);
  expect([await desk.said(), await desk.mails(), await desk.told()]).toEqual([[], [], []]);
});

test('a contact who has not written for a day is told by the template, and where there is none whoever booked hears so', async () => {
  await using desk = await newsDesk();
  const { companyId, channelId } = desk;
  const ways = { channel: true, mail: false, sms: 'otherwise' as const, words: {}, templates: {} };
  await desk.inside((trx) => saveTellings(trx, companyId, ways));
  await desk.lastWrote(25 * 3_600_000);
  const first = await desk.book();
  await desk.tell(first.id);
  expect(await desk.said()).toEqual([]);
  const told = await desk.told();
  expect(told).toHaveLength(3);
  expect(told.find(({ userId }) => userId === desk.receptionist.userId)?.notice).toMatchObject({ isUntold: true });

  const template = {
    name: 'agendado',
    language: 'es',
    category: 'utility',
    status: 'approved',
    reason: '',
    header: { type: 'none' },
    body: 'Hola {{1}}, {{3}}: {{2}}',
    footer: '',
    buttons: [{ type: 'url', title: 'Ver', url: 'https://desk.example.com/a/{{1}}' }],
    examples: {},
  };
  const { id: templateId } = await desk.inside((trx) =>
    trx
      .insertInto('messageTemplate')
      .values({ companyId, channelId, providerId: '1', template: JSON.stringify(template) })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await desk.inside((trx) => saveTellings(trx, companyId, { ...ways, templates: { booked: templateId } }));
  const second = await desk.book({ slot: desk.slotAt(desk.from + DAY_MS) });
  await desk.tell(second.id);
  expect((await desk.said())[0]).toMatch(/^Hola Contato de teste 11, Consulta: /);
});

test('a contact without a conversation and without mail gets an SMS, in a conversation that is in nobody’s list', async () => {
  await using desk = await newsDesk();
  const { companyId } = desk;
  const credentials = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'x', baseUrl: 'http://127.0.0.1:9' };
  const channel = {
    kind: 'sms' as const,
    name: 'SMS',
    externalId: `+5511${randomUUID().replace(/\D/g, '').slice(0, 9)}`,
  };
  await desk.inside((trx) =>
    createChannel(trx, companyId, credentialKeys, { ...channel, credentials, status: 'active' }),
  );
  const contactId = await desk.inside(async (trx) => {
    const contact = { companyId, name: 'Contato de teste 12', phone: '+5511900000012' };
    const { id } = await trx.insertInto('contact').values(contact).returning('id').executeTakeFirstOrThrow();
    return id;
  });
  const { id } = await desk.book({ contactId, title: 'Contato de teste 12' });
  await desk.tell(id);
  const [, sms] = await desk.conversations();
  expect(sms).toMatchObject({ channelKind: 'sms', contactId, status: 'closed' });
  expect(await desk.said()).toEqual([expect.stringMatching(/^Olá, Contato de teste 12! Consulta com /)]);
});

test('a company’s own words are said in its language, and ours in the others', async () => {
  await using desk = await newsDesk();
  const words = { es: { booked: 'Te esperamos {when}, {name}.' } };
  const ways = { channel: true, mail: false, sms: 'never' as const, words, templates: {} };
  await desk.inside((trx) => saveTellings(trx, desk.companyId, ways));
  const { id } = await desk.book();
  await desk.tell(id);
  expect(await desk.said()).toEqual([expect.stringMatching(/^Te esperamos .*, Contato de teste 11\.$/)]);
});

test('a series is told once, by its first time; what was read from another calendar is not told at all', async () => {
  await using desk = await newsDesk();
  const series = { id: newRowId(), rule: 'FREQ=DAILY;COUNT=3', start: new Date(desk.from) };
  const times = [0, 1, 2].map((day) => ({ slot: desk.slotAt(desk.from + day * DAY_MS), series }));
  const ids: string[] = [];
  for (const each of times) ids.push((await desk.book(each)).id);
  ids.push((await desk.book({ slot: desk.slotAt(desk.from + 9 * DAY_MS), source: 'external' })).id);
  for (const id of [...ids].reverse()) await desk.tell(id);
  const [said, ...more] = await desk.said();
  expect(more).toEqual([]);
  expect(said).toContain('y 2 veces más');
  // One of them alone.
  await desk.cancel(ids[1] ?? '');
  for (const id of ids) await desk.tell(id);
  expect(await desk.said()).toHaveLength(2);
});

test('BOOK-18 a contact who is put to an appointment later is told of it once, and nobody of the staff is told anew', async () => {
  await using desk = await newsDesk();
  const { id } = await desk.book({ contactId: null, title: 'Alguém' });
  await desk.tell(id);
  expect(await desk.said()).toEqual([]);
  const staff = (await desk.told()).length;
  const link = (contactId: string | null) =>
    desk.inside((trx) => editAppointment(trx, desk.receptionist, { id, edit: { contactId } }));
  const counted = async () => (await appointmentConfirmations.get()).values[0]?.value ?? 0;
  const before = await counted();
  await link(desk.contactId);
  for (const _again of [1, 2]) await desk.tell(id);
  expect(await desk.said()).toHaveLength(1);
  expect(await counted()).toBe(before + 1);
  // Written again as it is, or taken away, there is nothing to say.
  for (const contactId of [desk.contactId, null]) await link(contactId);
  await desk.tell(id);
  expect(await desk.said()).toHaveLength(1);
  expect(await desk.told()).toHaveLength(staff);
});
