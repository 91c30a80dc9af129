/** The booking funnel: every step where it happens, once each, equal to a recount whatever happened (BOOK-25, CON-27). */
import { randomUUID } from 'node:crypto';
import { appointmentQuestion, attendanceOf, NO_FUNNEL, stillOpen } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeStatus, moveAppointment } from '../booking/index.ts';
import { testAgenda } from '../booking/testAgenda.ts';
import { type TestDatabase, testDatabase, testServer, testUser } from '../testing/index.ts';
import { exportFunnel } from './exportFunnel.ts';
import { funnel } from './funnel.ts';
import { foldedJourneys, foldJourneys, recountJourneys } from './funnelStore.ts';
import { journeyOf, noteAsked, noteMoved, noteStep } from './noteJourney.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const range = { from: day(-1), to: day(1) };

test('who looks around, chooses and books counts once at each step; staff begin where they book; folded it is a recount', async () => {
  const agenda = await testAgenda(database);
  const { companyId, typeId, inside, one, two, slot, book, receptionist } = agenda;
  const visitor = () => journeyOf(companyId, 'page', typeId, randomUUID());
  const note = (journey: ReturnType<typeof visitor>, step: 'asked' | 'offered' | 'chosen') =>
    inside((trx) =>
      noteStep(trx, companyId, { journey, typeId, step, ...(step === 'chosen' ? { resourceIds: [one] } : {}) }),
    );
  const [looks, finds, chooses, books, turned] = [visitor(), visitor(), visitor(), visitor(), visitor()];
  for (const each of [looks, finds, chooses, books]) await note(each, 'asked');
  for (const each of [finds, chooses, books, finds, books]) await note(each, 'offered');
  for (const each of [chooses, books]) await note(each, 'chosen');
  // Who goes back to look again is no further back, and nobody else.
  await note(chooses, 'asked');
  await inside((trx) => noteAsked(trx, companyId, { journey: turned, typeId, isOffered: false, turnedAway: true }));
  await inside((trx) => foldJourneys(trx, companyId));
  const booked = await book(slot(0), { source: 'console', journey: books });
  await Promise.all([1, 2].map(() => inside((trx) => foldJourneys(trx, companyId))));
  const byStaff = [await book(slot(2)), await book(slot(4, [one, two])), await book(slot(6))];
  // Brought from another calendar, it was not booked here.
  await book(slot(8), { source: 'external' });

  const change = (id: string, move: 'complete' | 'miss' | 'cancel' | 'restore') =>
    inside((trx) => changeStatus(trx, receptionist, { id, move }, new Date(slot(20).from)));
  await change(booked.id, 'complete');
  await change(byStaff[0]?.id ?? '', 'miss');
  await change(byStaff[1]?.id ?? '', 'complete');
  await change(byStaff[2]?.id ?? '', 'complete');
  // Put right: nobody came after all.
  await change(byStaff[2]?.id ?? '', 'miss');
  // By its link to another time: what led to it first is over, and it counts further where it went.
  const last = await book(slot(12));
  const link = journeyOf(companyId, 'link', last.id, randomUUID());
  await inside((trx) => noteStep(trx, companyId, { journey: link, typeId, step: 'asked' }));
  await inside(async (trx) => {
    const at = slot(14, [two]);
    const moved = await moveAppointment(trx, receptionist, { id: last.id, slot: at }, { now: new Date() });
    const { resourceIds } = moved.slot;
    const note = { journey: link, appointmentId: last.id, typeId, resourceIds, before: last.slot.resourceIds };
    await noteMoved(trx, companyId, note);
    await noteMoved(trx, companyId, note);
  });
  await change(last.id, 'cancel');

  const found = await inside((trx) => funnel(trx, companyId, range));
  expect(found.total.figures).toEqual({
    asked: 6,
    turnedAway: 1,
    offered: 4,
    chosen: 3,
    chosenAtOnce: 0,
    booked: 6,
    bookedAtOnce: 4,
    attended: 2,
    missed: 2,
    cancelled: 1,
    moved: 1,
  });
  expect(stillOpen(found.total.figures)).toBe(0);
  expect(attendanceOf(found.total.figures)).toBe(0.5);
  expect(found.bySource.map(({ key, figures }) => [key, figures.booked])).toEqual([
    ['page', 1],
    ['link', 1],
    ['console', 4],
  ]);
  expect(new Map(found.byResource.map(({ key, figures }) => [key, figures.booked]))).toEqual(
    new Map([
      [one, 5],
      [two, 2],
    ]),
  );
  expect(found.byType.map(({ key, figures }) => [key, figures.booked])).toEqual([[typeId, 6]]);
  expect(await inside((trx) => foldedJourneys(trx, companyId))).toEqual(
    await inside((trx) => recountJourneys(trx, companyId)),
  );
  expect(await inside((trx) => foldJourneys(trx, companyId))).toBe(0);

  const ofTwo = await inside((trx) => funnel(trx, companyId, { ...range, resourceId: two, source: 'console' }));
  expect(ofTwo.total.figures).toMatchObject({ asked: 0, booked: 1, attended: 1 });
  const ofNoType = await inside((trx) => funnel(trx, companyId, { ...range, typeId: randomUUID() }));
  expect(ofNoType.total.figures).toEqual(NO_FUNNEL);
  const earlier = await inside((trx) => funnel(trx, companyId, { from: day(-9), to: day(-3) }));
  expect(earlier.total.figures.booked).toBe(0);
  const csv = await inside((trx) => exportFunnel(trx, companyId, { ...range, language: 'pt-BR' }));
  const text = Buffer.from(csv.base64, 'base64').toString();
  expect(text).toContain('Por origem,Equipe,0,0,0,0,0,4,4,1,2,0,1');
  expect(text).toContain('Por tipo,Consulta,6,');
  await expect(inside((trx) => funnel(trx, companyId, { from: day(1), to: day(0) }))).rejects.toMatchObject({
    problem: { code: 'input.invalid' },
  });
});

test('two appointments by one visit are two ways, and a race of notes leaves each step once', async () => {
  const { companyId, typeId, inside, slot, book } = await testAgenda(database);
  const journey = journeyOf(companyId, 'page', typeId, randomUUID());
  const ask = () => inside((trx) => noteStep(trx, companyId, { journey, typeId, step: 'asked' }));
  const offer = () => inside((trx) => noteStep(trx, companyId, { journey, typeId, step: 'offered' }));
  await Promise.all([ask(), offer(), ask(), offer(), ask()]);
  await book(slot(0), { journey });
  await book(slot(2), { journey });
  await Promise.all([ask(), offer()]);
  const { total } = await inside((trx) => funnel(trx, companyId, range));
  expect(total.figures).toMatchObject({ asked: 1, offered: 1, chosen: 1, booked: 2, bookedAtOnce: 1 });
});

test('a note that comes late, or once more, takes nobody back: who chose stays there, who booked is at the end', async () => {
  const { companyId, typeId, inside, one, two, slot, book } = await testAgenda(database);
  const visitor = () => journeyOf(companyId, 'page', typeId, randomUUID());
  const ask = (journey: ReturnType<typeof visitor>, isOffered: boolean) =>
    inside((trx) => noteAsked(trx, companyId, { journey, typeId, isOffered, turnedAway: !isOffered }));
  const choose = (journey: ReturnType<typeof visitor>, who: string) =>
    inside((trx) => noteStep(trx, companyId, { journey, typeId, step: 'chosen', resourceIds: [who] }));
  const [late, again, books, answersAnew] = [visitor(), visitor(), visitor(), visitor()];
  await choose(late, one);
  await ask(late, false);
  await ask(again, false);
  await ask(again, true);
  await choose(books, one);
  await book(slot(0), { journey: books });
  await choose(books, two);
  await ask(books, true);
  await ask(answersAnew, false);
  await book(slot(2), { journey: answersAnew });
  const { total, byResource } = await inside((trx) => funnel(trx, companyId, range));
  const figures = { ...NO_FUNNEL, asked: 3, offered: 3, chosen: 3, chosenAtOnce: 1, booked: 2 };
  expect(total.figures).toEqual(figures);
  expect(byResource.map(({ key, figures: { chosen, booked } }) => [key, chosen, booked])).toEqual([[one, 3, 2]]);
});

test('moved twice, each way stays with those whom it had led to', async () => {
  const { companyId, typeId, inside, one, two, slot, book, receptionist } = await testAgenda(database);
  const { id } = await book(slot(0));
  const move = (n: number, who: string, before: string) =>
    inside(async (trx) => {
      await moveAppointment(trx, receptionist, { id, slot: slot(n, [who]) }, { now: new Date() });
      const journey = journeyOf(companyId, 'link', id, randomUUID());
      await noteMoved(trx, companyId, { journey, appointmentId: id, typeId, resourceIds: [who], before: [before] });
    });
  await move(2, two, one);
  await move(4, one, two);
  const { byResource } = await inside((trx) => funnel(trx, companyId, range));
  expect(byResource.map(({ key, figures: { booked, moved } }) => [key, booked, moved])).toEqual([
    [one, 2, 1],
    [two, 1, 1],
  ]);
});

test('a step that leaves an appointment as open as before adds nothing to the ledger', async () => {
  const { companyId, inside, slot, book, receptionist } = await testAgenda(database);
  const { id } = await book(slot(0));
  expect(await inside((trx) => foldJourneys(trx, companyId))).toBeGreaterThan(0);
  await inside((trx) => changeStatus(trx, receptionist, { id, move: 'confirm' }, new Date()));
  expect(await inside((trx) => foldJourneys(trx, companyId))).toBe(0);
});

test('BOOK-25 over REST what bears one journeyId is one way, and answers decide before any time is told', async () => {
  const fasting = { label: 'Em jejum?', required: true, answering: { kind: 'yesNo', refused: ['no'] } };
  const agenda = await testAgenda(database, { questions: [appointmentQuestion.parse(fasting)] });
  const { companyId, typeId, inside } = agenda;
  await testUser(database, companyId, { email: 'ways@example.com' });
  await using server = await testServer({ database });
  const headers = { authorization: `Bearer ${await server.signIn('ways@example.com')}` };
  const call = async (method: 'GET' | 'POST', path: string, payload?: object) => {
    const url = `/central-atendimento/agenda/${path}`;
    return (await server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })).json();
  };
  const answersOf = (answer: string) => [{ question: fasting.label, answer }];
  const journeyId = randomUUID();
  const at = { typeId, from: `${day(2)}T00:00:00Z`, to: `${day(9)}T00:00:00Z`, journeyId };
  const ask = (path: string, more: Record<string, string>) =>
    call('GET', `${path}/?${new URLSearchParams({ ...at, ...more })}`);
  const [yes, no] = [answersOf('yes'), answersOf('no')];
  for (const path of ['horarios-livres', 'sugestoes']) {
    expect(await ask(path, {})).toMatchObject({ code: 'appointment.unanswered' });
    expect(await ask(path, { answers: JSON.stringify(no) })).toMatchObject({ code: 'appointment.notQualified' });
    expect(await ask(path, { answers: '[{' })).toMatchObject({ code: 'input.invalid' });
    const { slots } = await ask(path, { answers: JSON.stringify(yes) });
    expect(slots.length, path).toBeGreaterThan(0);
    const found = await inside((trx) => funnel(trx, companyId, range));
    expect(found.total.figures, path).toEqual({ ...NO_FUNNEL, asked: 1, offered: 1 });
  }

  const { slots } = await ask('horarios-livres', { answers: JSON.stringify(yes), journeyId: randomUUID() });
  const [{ start, end, resourceIds }] = slots;
  const wish = { typeId, start, end, zone: 'UTC', resourceIds: resourceIds.slice(0, 1), journeyId };
  for (const path of ['reservas/', 'agendamentos/']) {
    expect(await call('POST', path, { ...wish, answers: no })).toMatchObject({ code: 'appointment.notQualified' });
  }
  const { id: holdId } = await call('POST', 'reservas/', { ...wish, answers: yes });
  expect(await call('POST', 'agendamentos/', { ...wish, holdId, answers: yes })).toMatchObject({ answers: yes });
  const { bySource } = await inside((trx) => funnel(trx, companyId, range));
  const figures = { ...NO_FUNNEL, asked: 2, offered: 2, chosen: 1, booked: 1 };
  expect(bySource).toEqual([{ key: 'api', figures }]);
});
