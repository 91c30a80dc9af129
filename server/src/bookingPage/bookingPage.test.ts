import { randomUUID } from 'node:crypto';
import { appointmentQuestion } from '@balcao/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { changeStatus, selectAppointments, typeById } from '../booking/index.ts';
import { saveType } from '../booking/saveSettings.ts';
import { testAgenda } from '../booking/testAgenda.ts';
import { funnel } from '../funnel/funnel.ts';
import { type TestDatabase, type TestServer, testDatabase, testServer } from '../testing/index.ts';
import { serveBookingPage } from './index.ts';
import { linkToken } from './linkToken.ts';

const DAY_MS = 86_400_000;
const secret = new TextEncoder().encode('um segredo de teste, longo o bastante');
let database: TestDatabase;
let server: TestServer;
let agenda: Awaited<ReturnType<typeof testAgenda>>;
let base: string;
/** Each test comes from an address of its own: limits are by address. */
let address = 1;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({
    database,
    mount: async (app) => serveBookingPage(app, { database, secret, folder: '/nowhere' }),
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
});
beforeEach(async () => {
  address += 1;
  agenda = await testAgenda(database, {
    page: { slug: 'consulta' },
    noticeMinutes: 0,
    questions: [appointmentQuestion.parse({ label: 'É a primeira vez?', required: true })],
  });
  const { domain } = await agenda.inside((trx) =>
    trx.selectFrom('company').select('domain').where('id', '=', agenda.companyId).executeTakeFirstOrThrow(),
  );
  base = `/agendar/${domain}/consulta`;
});

async function call(path: string, body?: object) {
  const answer = await server.app.inject({
    method: body ? 'POST' : 'GET',
    url: path,
    remoteAddress: `10.0.0.${address}`,
    ...(body ? { payload: body } : {}),
  });
  return { status: answer.statusCode, value: answer.body === '' ? null : answer.json(), headers: answer.headers };
}

const timesFace = z.object({ times: z.array(z.object({ from: z.number() })) });
async function times(at = base): Promise<number[]> {
  const query = new URLSearchParams({ from: `${Date.now()}`, to: `${Date.now() + 20 * DAY_MS}`, minutes: '30' });
  return timesFace.parse((await call(`${at}/times?${query}`)).value).times.map(({ from }) => from);
}
async function firstTime(): Promise<number> {
  const [first = 0] = await times();
  return first;
}
const wish = (from: number, more: object = {}) => ({
  key: randomUUID(),
  from,
  minutes: 30,
  name: 'Contato de teste 01',
  phone: '11 90000-0101',
  country: 'BR',
  email: 'contato01@example.com',
  answers: [{ question: 'É a primeira vez?', answer: 'Sim' }],
  language: 'es',
  zone: 'Europe/Lisbon',
  ...more,
});
const hold = (from: number, more: object = {}) =>
  call(`${base}/hold`, { key: randomUUID(), from, minutes: 30, ...more });
const appointments = () => agenda.inside((trx) => selectAppointments(trx, agenda.companyId).execute());

test('BOOK-24 a time is kept while the form is filled in, and booked once however often it is sent', async () => {
  const from = await firstTime();
  const key = randomUUID();
  // Both people are free then: a second visitor may keep it too, and a third not.
  expect((await hold(from, { key })).status).toBe(200);
  expect((await hold(from)).status).toBe(200);
  const third = await hold(from);
  expect(third).toMatchObject({ status: 409, value: { code: 'appointment.notOffered' } });
  expect(z.object({ alternatives: z.array(z.unknown()) }).parse(third.value).alternatives).toHaveLength(3);

  // One whose answer was lost is among them.
  // Loaded again before the answer came: its own hold is not in its way.
  const again = randomUUID();
  expect((await hold(from, { key: again, instead: [key] })).status).toBe(200);
  expect((await hold(from, { key, instead: [again] })).status).toBe(200);
  const booking = wish(from, { holds: [randomUUID(), key] });
  const answers = await Promise.all([1, 2, 3].map(() => call(`${base}/book`, booking)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(answers.map(({ value }) => JSON.stringify(value))).size).toBe(1);
  const [booked, ...more] = await appointments();
  expect(more).toEqual([]);
  expect(booked).toMatchObject({ source: 'page', title: 'Contato de teste 01', createdBy: null });
  expect(booked?.answers).toEqual([{ question: 'É a primeira vez?', answer: 'Sim' }]);
  expect(booked?.notes).toBe('');
  const contact = await agenda.inside((trx) =>
    trx
      .selectFrom('contact')
      .selectAll()
      .where('id', '=', booked?.contactId ?? '')
      .executeTakeFirstOrThrow(),
  );
  expect(contact).toMatchObject({ phone: '+5511900000101', email: 'contato01@example.com', language: 'es' });
});

test('a contact that is known is found by the number, in another spelling too, and keeps what is known of it', async () => {
  const [from = 0, later = 0] = await times();
  await call(`${base}/book`, wish(from));
  const other = wish(later, { phone: '+55 11 0000-0101', name: 'Outro nome', email: 'outro@example.com' });
  expect((await call(`${base}/book`, other)).status).toBe(200);
  const [first, second] = await appointments();
  expect(first?.contactId).toBe(second?.contactId);
  const contacts = await agenda.inside((trx) => trx.selectFrom('contact').selectAll().execute());
  expect(contacts).toMatchObject([{ name: 'Contato de teste 01', email: 'contato01@example.com' }]);
  const told = [first, second].find((each) => each?.title === 'Outro nome');
  expect(told?.participants).toEqual([{ name: 'Outro nome', email: 'outro@example.com' }]);
});

test.each([
  ['a number that is none', { phone: '12' }, 400, 'input.invalid'],
  ['a question left open', { answers: [] }, 400, 'input.invalid'],
  ['a field that only programs see', { website: 'https://x' }, 422, 'page.looksAutomatic'],
  ['a time that is not offered', { from: 1_900_000_000_000 + 60_000 }, 409, 'appointment.notOffered'],
  ['a length that is not offered', { minutes: 31 }, 409, 'appointment.notOffered'],
] as const)('%s books nothing, and is told', async (_what, part, status, code) => {
  const from = await firstTime();
  expect(await call(`${base}/book`, wish(from, part))).toMatchObject({ status, value: { code } });
  expect(await appointments()).toEqual([]);
});

test('of ten who send the last place at once one has it, and nine are told the nearest', async () => {
  await agenda.inside((trx) =>
    trx.updateTable('resource').set({ active: false }).where('id', '=', agenda.two).execute(),
  );
  const from = await firstTime();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => call(`${base}/book`, wish(from, { phone: `11 90000-02${10 + n}` }))),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status, value } of answers) {
    if (status !== 200)
      expect(z.object({ alternatives: z.array(z.unknown()) }).parse(value).alternatives).toHaveLength(3);
  }
  expect(await appointments()).toHaveLength(1);
  // PLAT-06: that were ten, as many as one address may.
  const eleventh = await call(`${base}/book`, wish(from));
  expect(eleventh).toMatchObject({ status: 429, value: { code: 'request.tooMany' } });
  expect(Number(eleventh.headers['retry-after'])).toBeGreaterThan(0);
});

test('a type that is no longer public has no page', async () => {
  expect((await call(`${base}/about`)).status).toBe(200);
  const { typeId } = agenda;
  await agenda.inside(async (trx) => {
    const [row] = await trx.selectFrom('appointmentType').selectAll().where('id', '=', typeId).execute();
    const settings = { ...Object(row?.settings), page: null };
    await saveType(trx, agenda.admin, typeId, { name: 'Consulta', active: true, settings });
  });
  expect((await call(`${base}/about`)).status).toBe(404);
  expect((await call('/agendar/nobody.example/consulta/about')).status).toBe(404);
});

test('BOOK-20 by its link an appointment is looked at, moved to a free time and cancelled, and nothing after that', async () => {
  const [from = 0, , later = 0] = await times();
  const { link } = z.object({ link: z.string() }).parse((await call(`${base}/book`, wish(from))).value);
  expect((await call(`${link}/about`)).value).toMatchObject({
    booked: { from, status: 'scheduled', name: 'Contato de teste 01' },
    typeName: 'Consulta',
    again: base,
  });
  // Its own time does not stand in its way.
  expect(await times(link)).toContain(from);
  for (const _again of [1, 2]) expect((await call(`${link}/move`, { from: later })).status).toBe(200);
  expect((await call(`${link}/move`, { from: later + 60_000 })).value).toMatchObject({
    code: 'appointment.notOffered',
  });
  for (const _again of [1, 2]) {
    expect((await call(`${link}/cancel`, { reason: 'Viagem' })).value).toMatchObject({
      booked: { from: later, status: 'cancelled' },
      until: null,
    });
  }
  expect((await call(`${link}/move`, { from })).value).toMatchObject({ code: 'appointment.tooLateToCancel' });
  expect(await appointments()).toMatchObject([{ status: 'cancelled', cancelReason: 'Viagem', sequence: 2 }]);
});

test('a link that was changed, of another company, or past the deadline changes nothing', async () => {
  const from = await firstTime();
  const { link } = z.object({ link: z.string() }).parse((await call(`${base}/book`, wish(from))).value);
  const [booked] = await appointments();
  const id = booked?.id ?? '';
  const changed = link.slice(0, -1) + (link.endsWith('A') ? 'Q' : 'A');
  const ofAnother = `/a/${linkToken(secret, 'booking link', { companyId: randomUUID(), id })}`;
  for (const wrong of [changed, ofAnother, '/a/x', '/a/%00', `${link}x`]) {
    expect((await call(`${wrong}/about`)).status).toBe(404);
    expect((await call(`${wrong}/cancel`, {})).status).toBe(404);
  }
  await database.asOwner(
    "update appointment_type set settings = jsonb_set(settings, '{cancelDeadlineMinutes}', '43200') where id = $1",
    [agenda.typeId],
  );
  expect(await call(`${link}/cancel`, {})).toMatchObject({
    status: 409,
    value: { code: 'appointment.tooLateToCancel' },
  });
  await agenda.inside((trx) => changeStatus(trx, agenda.receptionist, { id, move: 'cancel' }, new Date()));
  expect((await call(`${link}/about`)).value).toMatchObject({ booked: { status: 'cancelled' } });
});

test('BOOK-25 an answer that a type is not for is told so before any time; who fits is offered, keeps their answers, and counts once', async () => {
  const { companyId, typeId, admin, inside } = agenda;
  const question = appointmentQuestion.parse({
    label: 'Em jejum?',
    required: true,
    answering: { kind: 'yesNo', refused: ['no'] },
    refusal: { words: 'Venha em jejum de oito horas.', instead: { kind: 'talk', url: 'https://example.com/chat' } },
  });
  await inside(async (trx) => {
    const type = await typeById(trx, companyId, typeId);
    if (!type) throw new Error('the type is there');
    const settings = { ...type.settings, questions: [question] };
    await saveType(trx, admin, typeId, { name: type.name, active: true, settings });
  });
  expect((await call(`${base}/about`)).value).toMatchObject({
    type: { questions: [{ label: 'Em jejum?', decides: true, kind: 'yesNo' }] },
  });
  const answered = (answer: string) => [{ question: 'Em jejum?', answer }];
  const visit = randomUUID();
  const ask = (answers?: object[]) => {
    const span = { from: `${Date.now()}`, to: `${Date.now() + 20 * DAY_MS}`, minutes: '30', visit };
    return call(
      `${base}/times?${new URLSearchParams({ ...span, ...(answers && { answers: JSON.stringify(answers) }) })}`,
    );
  };
  const shutOut = {
    status: 409,
    value: { code: 'appointment.notQualified', question: 'Em jejum?', ...question.refusal },
  };
  expect(await ask()).toMatchObject({
    status: 422,
    value: { code: 'appointment.unanswered', questions: ['Em jejum?'] },
  });
  expect(await ask(answered('talvez'))).toMatchObject({ status: 422 });
  expect(await ask(answered('no'))).toMatchObject(shutOut);
  const away = await inside((trx) => funnel(trx, companyId, today));
  expect(away.total.figures).toMatchObject({ asked: 1, turnedAway: 1, offered: 0 });

  const fits = timesFace.parse((await ask(answered('yes'))).value).times;
  const from = fits[0]?.from ?? 0;
  const key = randomUUID();
  const held = { key, from, minutes: 30, visit };
  expect(await call(`${base}/hold`, { ...held, answers: answered('no') })).toMatchObject(shutOut);
  expect((await call(`${base}/hold`, { ...held, answers: answered('yes') })).status).toBe(200);
  const form = { holds: [key], visit };
  expect(await call(`${base}/book`, wish(from, { ...form, answers: [] }))).toMatchObject({ status: 422 });
  const last = wish(from, { ...form, answers: answered('yes') });
  expect([await call(`${base}/book`, last), await call(`${base}/book`, last)]).toMatchObject([
    { status: 200 },
    { status: 200 },
  ]);
  const [booked] = await appointments();
  expect(booked?.answers).toEqual(answered('yes'));
  const { total } = await inside((trx) => funnel(trx, companyId, today));
  expect(total.figures).toMatchObject({ asked: 1, turnedAway: 0, offered: 1, chosen: 1, booked: 1, bookedAtOnce: 0 });

  // By its link to another time: a way of its own.
  const link = `/a/${linkToken(secret, 'booking link', { companyId, id: booked?.id ?? '' })}`;
  const again = randomUUID();
  const later = timesFace.parse(
    (
      await call(
        `${link}/times?${new URLSearchParams({ from: `${Date.now()}`, to: `${Date.now() + 20 * DAY_MS}`, minutes: '30', visit: again })}`,
      )
    ).value,
  ).times[3];
  expect((await call(`${link}/move`, { from: later?.from, visit: again })).status).toBe(200);
  const { bySource } = await inside((trx) => funnel(trx, companyId, today));
  expect(bySource).toMatchObject([
    { key: 'page', figures: { booked: 1, moved: 1 } },
    { key: 'link', figures: { asked: 1, offered: 1, chosen: 1, booked: 1, moved: 0 } },
  ]);
});

const today = {
  from: new Date(Date.now() - DAY_MS).toISOString().slice(0, 10),
  to: new Date(Date.now() + DAY_MS).toISOString().slice(0, 10),
};
