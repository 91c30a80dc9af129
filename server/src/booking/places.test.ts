import { type AppointmentSlot, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repeatableChance } from '../demo/chance.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { attendance } from './attendance.ts';
import { changeStatus } from './changeStatus.ts';
import { freeTimes } from './freeTimes.ts';
import { holdSlot } from './holdSlot.ts';
import { removeResource, removeType, saveRule, saveType } from './saveSettings.ts';
import { typeById } from './settingsStore.ts';
import { swapAppointments } from './swapAppointments.ts';
import { HALF_HOUR_MS, MONDAY, SUNDAY, testAgenda } from './testAgenda.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.problem.code;
      throw error;
    },
  );

/** A type beside the agenda's own consultation, on the same people. */
async function mixedAgenda(
  settings: { capacity: number; durations: number[]; bufferBeforeMinutes?: number },
  own: { bufferAfterMinutes?: number } = {},
) {
  const agenda = await testAgenda(database, { durations: [30, 60], ...own });
  const { admin, inside, companyId, typeId } = agenda;
  const groupId = newRowId();
  const type = (id: string) =>
    inside(async (trx) => {
      const found = await typeById(trx, companyId, id);
      if (!found) throw new Error('no type');
      return found;
    });
  const single = await type(typeId);
  await inside((trx) =>
    saveType(trx, admin, groupId, {
      name: 'Grupo',
      active: true,
      settings: { ...single.settings, bufferAfterMinutes: 0, ...settings },
    }),
  );
  return { ...agenda, groupId, type };
}

test('a single appointment is alone: neither joins it a group, nor does it join one', async () => {
  const agenda = await mixedAgenda({ capacity: 3, durations: [60] });
  const { groupId, slot } = agenda;
  const group = (at: AppointmentSlot) => codeOf(agenda.book(at, { typeId: groupId }));
  await agenda.book(slot(0));
  expect(await group(slot(0, [agenda.one], 2))).toBe('appointment.taken');
  expect([await group(slot(4, [agenda.one], 2)), await group(slot(5, [agenda.one], 2))]).toEqual(['done', 'done']);
  expect(await codeOf(agenda.book(slot(5)))).toBe('appointment.taken');
  expect(await group(slot(4, [agenda.one], 2))).toBe('done');
  expect(await group(slot(5, [agenda.one], 2))).toBe('appointment.taken');
});

test('what the engine offers is what can be booked, whatever types, capacities, buffers and people are mixed', async () => {
  const agenda = await mixedAgenda(
    { capacity: 3, durations: [30, 60], bufferBeforeMinutes: 20 },
    { bufferAfterMinutes: 30 },
  );
  const { admin, companyId, groupId, inside, one, two, slot, typeId } = agenda;
  // In the afternoon two of a group at most; the other person always as the type says.
  const rule = { resourceId: one, validFrom: null, validUntil: null, typeIds: [] };
  const monday = { kind: 'weekly' as const, weekday: 0 };
  await inside(async (trx) => {
    await saveRule(trx, admin, newRowId(), {
      ...rule,
      day: monday,
      span: { from: '08:00', to: '13:00' },
      capacity: null,
    });
    await saveRule(trx, admin, newRowId(), { ...rule, day: monday, span: { from: '13:00', to: '18:00' }, capacity: 2 });
  });
  const chance = repeatableChance(7);
  const pick = <Item>(...items: [Item, ...Item[]]): Item => items[Math.floor(chance() * items.length)] ?? items[0];
  const outcomes = { booked: 0, taken: 0 };
  for (let step = 0; step < 90; step += 1) {
    const type = await agenda.type(pick(typeId, groupId));
    const at = slot(Math.floor(chance() * 19), pick([one], [two], [one, two], [two, one]), pick(1, 2));
    const offered = await inside((trx) =>
      freeTimes(trx, companyId, {
        type,
        durationMinutes: (at.to - at.from) / 60_000,
        resourceIds: at.resourceIds,
        from: at.from,
        to: at.from + 1,
        now: SUNDAY,
      }),
    );
    const isOffered = offered.some(({ resourceIds }) => at.resourceIds.every((id) => resourceIds.includes(id)));
    // From 12:30 an hour lies in neither opening: staff may, the engine does not offer it.
    if (at.from < slot(10).from && slot(10).from < at.to) continue;
    const outcome = await codeOf(agenda.book(at, { typeId: type.id }));
    expect({ step, outcome }).toEqual({ step, outcome: isOffered ? 'done' : 'appointment.taken' });
    outcomes[isOffered ? 'booked' : 'taken'] += 1;
  }
  // Neither of them is the only answer.
  expect(Math.min(outcomes.booked, outcomes.taken)).toBeGreaterThan(15);
});

test('what was held is booked although its type changed meanwhile; of a type that is gone nothing is', async () => {
  const agenda = await testAgenda(database);
  const { admin, companyId, inside, receptionist, slot, typeId, one } = agenda;
  const hold = (at: AppointmentSlot) =>
    inside((trx) => holdSlot(trx, receptionist, { typeId, slot: at, minutes: 30 }, SUNDAY));
  const [first, second] = [await hold(slot(4)), await hold(slot(8))];
  const book = (at: AppointmentSlot, holdId?: string) =>
    codeOf(agenda.book(at, { source: 'api', ...(holdId === undefined ? {} : { holdId }) }));
  await inside(async (trx) => {
    const type = await typeById(trx, companyId, typeId);
    if (!type) throw new Error('no type');
    await saveType(trx, admin, typeId, {
      ...type,
      settings: { ...type.settings, durations: [60], noticeMinutes: 90_000 },
    });
  });
  expect(await book(slot(6))).toBe('appointment.notOffered');
  expect(await book(slot(4), first.id)).toBe('done');
  await inside((trx) => removeType(trx, admin, typeId));
  expect(await book(slot(8), second.id)).toBe('record.notFound');
  expect(await codeOf(inside((trx) => removeResource(trx, admin, one, SUNDAY)))).toBe('resource.hasFuture');
});

test('two appointments change places with their people, and one confirmed is to be confirmed again', async () => {
  const agenda = await testAgenda(database);
  const { receptionist, inside, slot, one, two } = agenda;
  const [a, b] = [await agenda.book(slot(0, [one])), await agenda.book(slot(4, [two]))];
  await inside((trx) => changeStatus(trx, receptionist, { id: b.id, move: 'confirm' }, SUNDAY));
  const swap = () => inside((trx) => swapAppointments(trx, receptionist, { id: a.id, withId: b.id }, SUNDAY));
  expect(await swap()).toMatchObject([
    { id: a.id, slot: slot(4, [two]), status: 'scheduled', sequence: 1 },
    { id: b.id, slot: slot(0, [one]), status: 'scheduled', sequence: 2 },
  ]);
  expect([await codeOf(agenda.book(slot(0))), await codeOf(agenda.book(slot(4, [two])))]).toEqual([
    'appointment.taken',
    'appointment.taken',
  ]);
  await swap();
  expect(await swap()).toMatchObject([{ slot: slot(4, [two]) }, { slot: slot(0, [one]) }]);
});

test('where one of them finds no room in the other’s place, both stay where they are', async () => {
  const agenda = await testAgenda(database, { durations: [30, 60] });
  const { receptionist, inside, slot, one } = agenda;
  const short = await agenda.book(slot(0));
  await agenda.book(slot(1));
  const long = await agenda.book(slot(6, [one], 2));
  const swap = (id: string, withId: string) =>
    codeOf(inside((trx) => swapAppointments(trx, receptionist, { id, withId }, SUNDAY)));
  expect(await swap(short.id, long.id)).toBe('appointment.taken');
  expect([await codeOf(agenda.book(slot(0))), await codeOf(agenda.book(slot(7)))]).toEqual([
    'appointment.taken',
    'appointment.taken',
  ]);
  await inside((trx) => changeStatus(trx, receptionist, { id: long.id, move: 'cancel' }, SUNDAY));
  expect(await swap(short.id, long.id)).toBe('appointment.impossibleMove');
  expect(await swap(short.id, short.id)).toBe('appointment.impossibleMove');
  expect(await swap(short.id, newRowId())).toBe('record.notFound');
});

test('who came and who did not is counted of all that ever was, and undone it counts no more', async () => {
  const agenda = await testAgenda(database);
  const { receptionist, inside, slot, typeId, companyId } = agenda;
  const [came, missed] = [await agenda.book(slot(0)), await agenda.book(slot(1))];
  await agenda.book(slot(2));
  const become = (id: string, move: 'complete' | 'miss' | 'restore', at = MONDAY) =>
    inside((trx) => changeStatus(trx, receptionist, { id, move }, new Date(at)));
  for (const move of ['complete', 'miss'] as const) {
    expect(await codeOf(become(came.id, move, SUNDAY.getTime()))).toBe('appointment.notBegun');
  }
  await become(came.id, 'complete');
  await become(missed.id, 'miss', MONDAY + HALF_HOUR_MS);
  const rate = () => inside((trx) => attendance(trx, companyId, { typeId }));
  expect(await rate()).toEqual({ attended: 1, missed: 1, rate: 0.5 });
  await become(missed.id, 'restore');
  expect(await rate()).toEqual({ attended: 1, missed: 0, rate: 1 });
});
