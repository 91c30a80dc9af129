import { type AppointmentSlot, appointmentQuestion, type HoursWish, Refusal } from '@balcao/domain';
import { type AppointmentRow, emptyRow, newRowId, REPLICAS, recencyOf } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replicaSources } from '../replicaSources.ts';
import { push } from '../sync/push.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { changeStatus } from './changeStatus.ts';
import { freeTimes } from './freeTimes.ts';
import { holdSlot } from './holdSlot.ts';
import { moveAppointment } from './moveAppointment.ts';
import { appointmentsReplica } from './replicas.ts';
import { removeResource, removeType } from './saveSettings.ts';
import { setHours } from './setHours.ts';
import { rulesOf, typeById } from './settingsStore.ts';
import { HALF_HOUR_MS, MONDAY, SUNDAY, testAgenda } from './testAgenda.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** The code of a refusal and the starts that it offers instead. */
async function refused(work: Promise<unknown>): Promise<{ code: string; starts: number[] }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problem } = error;
    const starts =
      'alternatives' in problem ? problem.alternatives.map(({ from }) => (from - MONDAY) / HALF_HOUR_MS) : [];
    return { code: problem.code, starts };
  }
  throw new Error('it was not refused');
}

test('a time that is taken is refused with the three nearest free ones, and cancelling frees it', async () => {
  const agenda = await testAgenda(database);
  const first = await agenda.book(agenda.slot(4));
  expect(await refused(agenda.book(agenda.slot(4)))).toEqual({ code: 'appointment.taken', starts: [3, 5, 2] });
  await agenda.inside((trx) => changeStatus(trx, agenda.receptionist, { id: first.id, move: 'cancel' }, SUNDAY));
  expect(await agenda.book(agenda.slot(4))).toMatchObject({ status: 'scheduled' });
});

test('between neighbours the larger of both buffers holds, and not their sum', async () => {
  const agenda = await testAgenda(database, { bufferAfterMinutes: 30, bufferBeforeMinutes: 30 });
  await agenda.book(agenda.slot(4));
  expect((await refused(agenda.book(agenda.slot(5)))).code).toBe('appointment.taken');
  expect(await agenda.book(agenda.slot(6))).toMatchObject({ status: 'scheduled' });
});

test('a capacity of two has room as long as one seat is free at every moment', async () => {
  const agenda = await testAgenda(database, { capacity: 2, durations: [30, 60] });
  await agenda.book(agenda.slot(2));
  const beside = await agenda.book(agenda.slot(2, undefined, 2));
  await agenda.book(agenda.slot(3));
  // Seat 0 holds two halves, seat 1 a whole: the whole goes, and a whole fits only where the halves sit together.
  await agenda.inside((trx) => changeStatus(trx, agenda.receptionist, { id: beside.id, move: 'cancel' }, SUNDAY));
  await agenda.book(agenda.slot(2, undefined, 2));
  expect((await refused(agenda.book(agenda.slot(3)))).code).toBe('appointment.taken');
});

test('overbooked knowingly it stands and is busy for all others, also when the first one leaves', async () => {
  const agenda = await testAgenda(database);
  const first = await agenda.book(agenda.slot(4));
  const over = await agenda.book(agenda.slot(4), { overbookReason: 'Urgência' });
  expect(over.overbookReason).toBe('Urgência');
  await agenda.inside((trx) => changeStatus(trx, agenda.receptionist, { id: first.id, move: 'cancel' }, SUNDAY));
  expect((await refused(agenda.book(agenda.slot(4)))).code).toBe('appointment.taken');
  const attendant = await agenda.user('attendant');
  expect(await refused(agenda.book(agenda.slot(4), { overbookReason: 'Quero' }, attendant))).toMatchObject({
    code: 'auth.notPermitted',
  });
});

test('outsiders get only what the engine offers, and somebody is chosen who is free and has least', async () => {
  const agenda = await testAgenda(database);
  await agenda.book(agenda.slot(0, [agenda.one]));
  const booked = await agenda.book(agenda.slot(4, []), { source: 'api' });
  expect(booked.slot.resourceIds).toEqual([agenda.two]);
  const sunday: AppointmentSlot = {
    ...agenda.slot(4),
    from: MONDAY - 20 * HALF_HOUR_MS,
    to: MONDAY - 19 * HALF_HOUR_MS,
  };
  expect((await refused(agenda.book(sunday, { source: 'api' }))).code).toBe('appointment.notOffered');
});

test('a held time is against everybody else until it expires, and becomes the appointment of whom it was held for', async () => {
  const agenda = await testAgenda(database);
  const { receptionist, typeId } = agenda;
  const slot = agenda.slot(4);
  const hold = () => agenda.inside((trx) => holdSlot(trx, receptionist, { typeId, slot, minutes: 5 }, SUNDAY));
  const { id: holdId } = await hold();
  expect((await refused(agenda.book(slot))).code).toBe('appointment.taken');
  expect(await agenda.book(slot, { holdId })).toMatchObject({ status: 'scheduled' });

  const later = agenda.slot(8);
  await agenda.inside((trx) =>
    holdSlot(trx, receptionist, { typeId, slot: later, minutes: 5 }, new Date(SUNDAY.getTime() - 600_000)),
  );
  expect(await agenda.book(later)).toMatchObject({ status: 'scheduled' });
});

test('moved to a taken time it stays where it was; moved elsewhere it asks to be confirmed again', async () => {
  const agenda = await testAgenda(database);
  const [a, b] = [await agenda.book(agenda.slot(0)), await agenda.book(agenda.slot(4))];
  const { receptionist } = agenda;
  await agenda.inside((trx) => changeStatus(trx, receptionist, { id: b.id, move: 'confirm' }, SUNDAY));
  const to = (slot: AppointmentSlot) =>
    agenda.inside((trx) => moveAppointment(trx, receptionist, { id: b.id, slot }, { now: SUNDAY }));
  expect((await refused(to(a.slot))).code).toBe('appointment.taken');
  expect((await refused(agenda.book(b.slot))).code).toBe('appointment.taken');
  expect(await to(agenda.slot(5))).toMatchObject({ status: 'scheduled', sequence: 2 });
  expect(await agenda.book(b.slot)).toMatchObject({ status: 'scheduled' });
});

test('what is offered can be booked, and what was booked is offered no more', async () => {
  const agenda = await testAgenda(database, { capacity: 2, serving: 'together' });
  const offered = () =>
    agenda.inside(async (trx) => {
      const type = await typeById(trx, agenda.companyId, agenda.typeId);
      if (!type) throw new Error('no type');
      return freeTimes(trx, agenda.companyId, { type, from: MONDAY, to: MONDAY + 4 * HALF_HOUR_MS, now: SUNDAY });
    });
  for (let round = 0; round < 2; round += 1) {
    for (const { from, to } of await offered()) {
      await agenda.book({ ...agenda.slot(0), from, to, resourceIds: [] }, { source: 'api' });
    }
  }
  expect(await offered()).toEqual([]);
});

test('a resource with a future cannot be taken away', async () => {
  const agenda = await testAgenda(database);
  await agenda.book(agenda.slot(0));
  const remove = (id: string) => agenda.inside((trx) => removeResource(trx, agenda.admin, id, SUNDAY));
  expect((await refused(remove(agenda.one))).code).toBe('resource.hasFuture');
  await remove(agenda.two);
  expect((await refused(agenda.book(agenda.slot(0, [agenda.two])))).code).toBe('record.notFound');
});

const ALWAYS = { validFrom: null, validUntil: null, typeIds: [], capacity: null };
const onMonday = (from: string, to: string): HoursWish => ({
  day: { kind: 'weekly', weekday: 0 },
  span: { from, to },
  ...ALWAYS,
});

test('a resource’s hours are set at once, and hold for what is offered', async () => {
  const agenda = await testAgenda(database);
  const hours = [onMonday('14:00', '15:00')];
  const set = (wanted: typeof hours) =>
    agenda.inside((trx) => setHours(trx, agenda.admin, { id: agenda.one, hours: wanted }));
  await set([...hours, onMonday('09:00', '10:00')]);
  await set(hours);
  const offered = await agenda.inside(async (trx) => {
    const type = await typeById(trx, agenda.companyId, agenda.typeId);
    if (!type) throw new Error('no type');
    return freeTimes(trx, agenda.companyId, {
      type,
      resourceIds: [agenda.one],
      from: MONDAY,
      to: MONDAY + 48 * HALF_HOUR_MS,
      now: SUNDAY,
    });
  });
  expect(offered.map(({ from }) => (from - MONDAY) / HALF_HOUR_MS)).toEqual([12, 13]);
});

test('hours with conditions replace those that were seen, also when saved twice; one made meanwhile stays', async () => {
  const agenda = await testAgenda(database);
  const standing = () =>
    agenda.inside(async (trx) =>
      (await rulesOf(trx, agenda.companyId)).filter(({ resourceId }) => resourceId === agenda.one),
    );
  const set = (hours: readonly HoursWish[], seen?: readonly string[]) =>
    agenda.inside((trx) => setHours(trx, agenda.admin, { id: agenda.one, hours, seen }));
  const summer = { ...onMonday('08:00', '10:00'), validUntil: '2027-02-28', typeIds: [agenda.typeId], capacity: 2 };
  await set([onMonday('14:00', '15:00'), summer], []);
  const seen = (await standing()).map(({ id }) => id);
  await set([onMonday('16:00', '17:00'), summer], []);
  const winter = { ...summer, validFrom: '2026-06-01', validUntil: '2026-08-31' };
  await set([winter], seen);
  await set([winter], seen);
  expect((await standing()).map(({ span, validUntil }) => [span?.from, validUntil])).toEqual([
    ['16:00', null],
    ['08:00', '2026-08-31'],
  ]);
  // Whoever knows hours without conditions only takes no others away.
  await set([]);
  expect((await standing()).map(({ validFrom }) => validFrom)).toEqual(['2026-06-01']);
  const stranger = { ...winter, typeIds: [newRowId()] };
  expect((await refused(set([stranger], seen))).code).toBe('record.notFound');
  await agenda.inside((trx) => removeType(trx, agenda.admin, agenda.typeId));
  await set([{ ...winter, capacity: 3 }], seen);
  expect((await standing()).map(({ capacity }) => capacity)).toContain(3);
});

test('an end before the start, no minutes, more than a week and a zone that is none are refused', async () => {
  const agenda = await testAgenda(database);
  const slot = agenda.slot(0);
  for (const bad of [{ to: slot.from }, { to: slot.from - 1 }, { to: slot.from + 8 * 86_400_000 }]) {
    expect((await refused(agenda.book({ ...slot, ...bad }))).code).toBe('appointment.badTime');
  }
  expect((await refused(agenda.book({ ...slot, zone: 'America/Nowhere' }))).code).toBe('calendar.badZone');
});

/** As consoles write them, without a connection. */
async function offlineAgenda() {
  const agenda = await testAgenda(database);
  const source = replicaSources.find(({ definition }) => definition.name === 'appointments');
  if (!source) throw new Error('no source');
  const read = async (id: string) =>
    (await agenda.inside((trx) => appointmentsReplica.read(trx, agenda.receptionist, [id])))[0];
  const row = (slot: AppointmentSlot, more: Partial<AppointmentRow> = {}): AppointmentRow => ({
    ...emptyRow(REPLICAS.appointments, newRowId()),
    typeId: agenda.typeId,
    title: 'Contato de teste',
    status: 'scheduled',
    slot,
    recency: recencyOf(slot.from),
    ...more,
  });
  return {
    ...agenda,
    row,
    read,
    pushed: (base: AppointmentRow | null, wish: AppointmentRow, name = newRowId()) =>
      push(database, agenda.receptionist, source, [{ base, wish, deleted: false, name }]),
    notices: () =>
      database.asOwner<{ kind: string; notice: { problem?: { code: string }; field?: string } }>(
        'select kind, notice from notice where company_id = $1',
        [agenda.companyId],
      ),
  };
}

test('booked offline and taken meanwhile it comes back in conflict with alternatives, and is settled by another time', async () => {
  const agenda = await offlineAgenda();
  await agenda.book(agenda.slot(4));
  const row = agenda.row(agenda.slot(4));
  await agenda.pushed(null, row);
  const conflicting = await agenda.read(row.id);
  expect(conflicting).toMatchObject({ status: 'conflict', slot: row.slot, title: row.title });
  expect(conflicting?.conflict?.alternatives).toHaveLength(3);
  if (!conflicting) return;
  await agenda.pushed(conflicting, { ...conflicting, slot: agenda.slot(9), status: 'scheduled' });
  expect(await agenda.read(row.id)).toMatchObject({ status: 'scheduled', slot: agenda.slot(9), conflict: null });
});

test('one in conflict can stand where it is, knowingly', async () => {
  const agenda = await offlineAgenda();
  await agenda.book(agenda.slot(4));
  const row = agenda.row(agenda.slot(4));
  await agenda.pushed(null, row);
  const conflicting = await agenda.read(row.id);
  if (!conflicting) throw new Error('it is gone');
  await agenda.pushed(conflicting, { ...conflicting, status: 'scheduled', overbookReason: 'Combinado com ambos' });
  expect(await agenda.read(row.id)).toMatchObject({ status: 'scheduled', overbookReason: 'Combinado com ambos' });
});

test('moved by two, the server’s time stands and the other’s wish is asked; notes of both sides are kept apart', async () => {
  const agenda = await offlineAgenda();
  const { id } = await agenda.book(agenda.slot(0));
  const base = await agenda.read(id);
  if (!base) throw new Error('it is gone');
  await agenda.inside((trx) => moveAppointment(trx, agenda.admin, { id, slot: agenda.slot(2) }, { now: SUNDAY }));
  await agenda.pushed(base, { ...base, slot: agenda.slot(6), notes: 'Traz exames' });
  expect(await agenda.read(id)).toMatchObject({ slot: agenda.slot(2), notes: 'Traz exames' });
  expect(await agenda.notices()).toMatchObject([{ kind: 'decide', notice: { field: 'slot' } }]);
});

test('an offline move onto a taken time is refused in a notice, and the appointment keeps its place', async () => {
  const agenda = await offlineAgenda();
  const { id } = await agenda.book(agenda.slot(0));
  await agenda.book(agenda.slot(4));
  const base = await agenda.read(id);
  if (!base) throw new Error('it is gone');
  await agenda.pushed(base, { ...base, slot: agenda.slot(4) });
  expect(await agenda.read(id)).toMatchObject({ slot: agenda.slot(0), status: 'scheduled' });
  expect(await agenda.notices()).toMatchObject([
    { kind: 'refused', notice: { problem: { code: 'appointment.taken' } } },
  ]);
});

test('booked, confirmed and cancelled without a connection, it comes here cancelled and takes no place', async () => {
  const agenda = await offlineAgenda();
  const row = agenda.row(agenda.slot(4), { status: 'cancelled', cancelReason: 'Desistiu' });
  await agenda.pushed(null, row);
  expect(await agenda.read(row.id)).toMatchObject({ status: 'cancelled', cancelReason: 'Desistiu' });
  expect(await agenda.book(agenda.slot(4))).toMatchObject({ status: 'scheduled' });
  await agenda.pushed(null, row);
  expect(await agenda.read(row.id)).toMatchObject({ status: 'cancelled' });
});

test('BOOK-09 a series made offline comes here time by time: what collides is decided alone, and a change or an end reaches the rest', async () => {
  const agenda = await offlineAgenda();
  const [seriesId, seriesRule] = [newRowId(), 'FREQ=WEEKLY;COUNT=4'];
  const week = (n: number, halfHours = 0): AppointmentSlot => {
    const { from, to, ...rest } = agenda.slot(halfHours);
    return { ...rest, from: from + n * 7 * 86_400_000, to: to + n * 7 * 86_400_000 };
  };
  const theirs = await agenda.book(week(2));
  const rows = [0, 1, 2, 3].map((n) => agenda.row(week(n), { seriesId, seriesRule, seriesStart: week(n).from }));
  // The answers are lost: everything comes twice, by the names of its writes.
  for (const row of [...rows, ...rows]) await agenda.pushed(null, row, row.id);
  const standing = async () => {
    const read = await Promise.all(rows.map(({ id }) => agenda.read(id)));
    return read.map((row) => [
      row?.status,
      row?.seriesId === seriesId,
      (row?.slot.from ?? 0) - (row?.seriesStart ?? 0),
    ]);
  };
  expect(await standing()).toEqual([
    ['scheduled', true, 0],
    ['scheduled', true, 0],
    ['conflict', true, 0],
    ['scheduled', true, 0],
  ]);
  expect(await agenda.notices()).toEqual([]);

  // Offline again: from the second on, an hour later, and a series of their own; the third's place is free by then.
  await agenda.inside((trx) => changeStatus(trx, agenda.admin, { id: theirs.id, move: 'cancel' }, SUNDAY));
  const ownSeries = newRowId();
  for (const [n, { id }] of rows.entries()) {
    const base = await agenda.read(id);
    if (!base || n === 0) continue;
    const slot = week(n, 2);
    await agenda.pushed(base, { ...base, slot, status: 'scheduled', seriesId: ownSeries, seriesStart: slot.from });
  }
  expect(await standing()).toEqual([
    ['scheduled', true, 0],
    ['scheduled', false, 0],
    ['scheduled', false, 0],
    ['scheduled', false, 0],
  ]);
  for (const { id } of rows) {
    const base = await agenda.read(id);
    if (base) await agenda.pushed(base, { ...base, status: 'cancelled', cancelReason: 'Desistiu' });
  }
  for (const n of [1, 2, 3]) await agenda.book(week(n, 2));
  expect((await standing()).map(([status]) => status)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
});

test('BOOK-25 by the API nobody is booked whom an answer shuts out, or who has not answered; staff who know better may', async () => {
  const question = { label: 'Em jejum?', required: true, answering: { kind: 'yesNo', refused: ['no'] } };
  const agenda = await testAgenda(database, { questions: [appointmentQuestion.parse(question)] });
  const [no, yes] = ['no', 'yes'].map((answer) => [{ question: 'Em jejum?', answer }]);
  const book = (answers: typeof no, source: 'api' | 'console' = 'api') =>
    agenda.book(agenda.slot(0), { source, ...(answers && { answers }) });
  await expect(book(undefined)).rejects.toMatchObject({ problem: { code: 'appointment.unanswered' } });
  await expect(book(no)).rejects.toMatchObject({
    problem: { code: 'appointment.notQualified', question: 'Em jejum?' },
  });
  expect(await book(no, 'console')).toMatchObject({ answers: no });
  expect(await agenda.book(agenda.slot(2), { source: 'api', ...(yes && { answers: yes }) })).toMatchObject({
    answers: yes,
  });
});
