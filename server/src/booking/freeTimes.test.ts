import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Trx } from '../db/index.ts';
import { freeTimesAsked } from '../metrics.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { bookAppointment } from './bookAppointment.ts';
import { changeStatus } from './changeStatus.ts';
import { freeTimes } from './freeTimes.ts';
import { holdSlot, releaseHold } from './holdSlot.ts';
import { moveAppointment } from './moveAppointment.ts';
import { saveBlock } from './saveBlock.ts';
import { removeSetting, saveResource, saveRule, saveType } from './saveSettings.ts';
import { typeById } from './settingsStore.ts';
import { HALF_HOUR_MS, MONDAY, SUNDAY, testAgenda, ZONE } from './testAgenda.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const DAY_MS = 86_400_000;

async function askedAgenda() {
  const agenda = await testAgenda(database);
  const { companyId, typeId, inside } = agenda;
  const ask = (now = SUNDAY, except?: string) =>
    inside(async (trx) => {
      const type = await typeById(trx, companyId, typeId);
      if (!type) throw new Error('no type');
      const query = { type, from: MONDAY - DAY_MS, to: MONDAY + 9 * DAY_MS, now };
      return freeTimes(trx, companyId, { ...query, ...(except === undefined ? {} : { except }) });
    });
  /** Counted without a look at what is kept. */
  const anew = (now = SUNDAY) => ask(now, newRowId());
  return { ...agenda, ask, anew };
}

const counted = async (answer: string) => {
  const { values } = await freeTimesAsked.get();
  return values.find(({ labels }) => labels.answer === answer)?.value ?? 0;
};

test('what was counted once is given again, and a longer question shares its days', async () => {
  const agenda = await askedAgenda();
  const first = await agenda.ask();
  const before = { counted: await counted('counted'), kept: await counted('kept') };
  expect(await agenda.ask()).toEqual(first);
  expect({ counted: await counted('counted'), kept: await counted('kept') }).toEqual({
    counted: before.counted,
    kept: before.kept + 1,
  });
  // Ten minutes on, notice cuts off more of the same days.
  const later = new Date(MONDAY - 30 * 60_000);
  expect(await agenda.ask(later)).toEqual(await agenda.anew(later));
  expect(await counted('counted')).toBe(before.counted);
});

test('whatever changes what is free, whoever changes it, the next answer knows it', async () => {
  const agenda = await askedAgenda();
  const { admin, receptionist, companyId, typeId, one, two, inside, slot } = agenda;
  const [block, rule, hold] = [newRowId(), newRowId(), newRowId()];
  const booked = await agenda.book(slot(1));
  const time = { from: MONDAY + 8 * HALF_HOUR_MS, to: MONDAY + 12 * HALF_HOUR_MS, zone: ZONE };
  const whole = { resourceId: '', reason: '', rrule: '', exceptions: [], ...time };
  const tuesday = { kind: 'weekly' as const, weekday: 1 };
  const hours = {
    span: { from: '13:00', to: '15:00' },
    validFrom: null,
    validUntil: null,
    typeIds: [],
    capacity: null,
  };
  const resource = { kind: 'person', color: 'teal', zone: ZONE } as const;
  const settings = async (trx: Trx) => {
    const type = await typeById(trx, companyId, typeId);
    if (!type) throw new Error('no type');
    return type.settings;
  };
  const changes: [string, () => Promise<unknown>][] = [
    ['booked', () => agenda.book(slot(4, [two]))],
    [
      'moved',
      () => inside((trx) => moveAppointment(trx, receptionist, { id: booked.id, slot: slot(6) }, { now: SUNDAY })),
    ],
    ['cancelled', () => inside((trx) => changeStatus(trx, receptionist, { id: booked.id, move: 'cancel' }, SUNDAY))],
    ['held', () => inside((trx) => holdSlot(trx, receptionist, { id: hold, typeId, slot: slot(3) }, SUNDAY))],
    ['given back', () => inside((trx) => releaseHold(trx, receptionist, hold))],
    ['blocked', () => inside((trx) => saveBlock(trx, admin, block, whole))],
    ['unblocked', () => inside((trx) => removeSetting(trx, admin, 'calendarBlock', block))],
    ['opened', () => inside((trx) => saveRule(trx, admin, rule, { resourceId: one, day: tuesday, ...hours }))],
    ['shut', () => inside((trx) => removeSetting(trx, admin, 'availabilityRule', rule))],
    [
      'with a buffer',
      () =>
        inside(async (trx) => {
          const wish = {
            name: 'Consulta',
            active: true,
            settings: { ...(await settings(trx)), bufferAfterMinutes: 30 },
          };
          await saveType(trx, admin, typeId, wish);
        }),
    ],
    [
      'away',
      () =>
        inside((trx) => saveResource(trx, admin, one, { name: 'Um', active: false, userId: null, settings: resource })),
    ],
    // As another process does it, or a hand: nobody tells this one.
    [
      'a holiday',
      () =>
        database.asOwner('update company set exceptions = $2 where id = $1', [
          companyId,
          JSON.stringify([{ date: '2031-11-25', name: 'Feriado de teste', spans: [] }]),
        ]),
    ],
    ['gone', () => database.asOwner('delete from occupancy where company_id = $1', [companyId])],
  ];
  for (const [what, change] of changes) {
    const before = await agenda.ask();
    await change();
    const after = await agenda.ask();
    expect(after, what).not.toEqual(before);
    expect(after, what).toEqual(await agenda.anew());
  }
});

test('a hold that is over is offered again, although nobody has changed anything', async () => {
  const { ask, inside, receptionist, typeId, slot, one } = await askedAgenda();
  const isFree = async (now: Date) =>
    (await ask(now)).some(({ from, resourceIds }) => from === slot(4).from && resourceIds.includes(one));
  await inside((trx) => holdSlot(trx, receptionist, { typeId, slot: slot(4), minutes: 5 }, SUNDAY));
  const after = (minutes: number) => new Date(SUNDAY.getTime() + minutes * 60_000);
  expect([await isFree(after(0)), await isFree(after(4)), await isFree(after(5))]).toEqual([false, false, true]);
});

test('what a transaction saw that was rolled back is nobody’s answer', async () => {
  const { ask, inside, admin, companyId, typeId, one } = await askedAgenda();
  const before = await ask();
  const failing = inside(async (trx) => {
    const type = await typeById(trx, companyId, typeId);
    if (!type) throw new Error('no type');
    const settings = { kind: 'person', color: 'teal', zone: ZONE } as const;
    await saveResource(trx, admin, one, { name: 'Um', active: false, userId: null, settings });
    await freeTimes(trx, companyId, { type, from: MONDAY, to: MONDAY + DAY_MS, now: SUNDAY });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  // The next change, of something far away, must not be taken for that one.
  const far = { from: MONDAY + 90 * DAY_MS, to: MONDAY + 91 * DAY_MS, zone: ZONE };
  const block = { resourceId: '', reason: '', rrule: '', exceptions: [], ...far };
  await inside((trx) => saveBlock(trx, admin, newRowId(), block));
  expect(await ask()).toEqual(before);
});

test('what a transaction reads between its own changes is given neither to others nor to the next that changes something', async () => {
  const { ask, anew, inside, receptionist, wish, slot, companyId, typeId } = await askedAgenda();
  const seenAfter = (half: number) =>
    inside(async (trx) => {
      const type = await typeById(trx, companyId, typeId);
      if (!type) throw new Error('no type');
      const query = { type, from: MONDAY, to: MONDAY + DAY_MS, now: SUNDAY };
      await bookAppointment(trx, receptionist, wish(slot(half)), { now: SUNDAY });
      const seen = await freeTimes(trx, companyId, query);
      expect(seen).toEqual(await freeTimes(trx, companyId, { ...query, except: newRowId() }));
      await bookAppointment(trx, receptionist, wish(slot(half + 1)), { now: SUNDAY });
    });
  await seenAfter(4);
  expect(await ask()).toEqual(await anew());
  await seenAfter(8);
});
