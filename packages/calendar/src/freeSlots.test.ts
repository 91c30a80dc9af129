import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AvailabilityRule } from './availability.ts';
import type { Block } from './blocks.ts';
import { type Busy, type Calendar, freeSlots, type SlotQuery, type SlotType } from './freeSlots.ts';
import { overlap } from './intervals.ts';
import { minuteByMinute } from './testing/minuteByMinute.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const at = (iso: string) => Date.parse(iso);

const visit: SlotType = {
  id: 'visit',
  durationMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 0,
  horizonDays: 365,
  stepMinutes: 30,
  capacity: 1,
};
const weekly = (weekday: number, from: string, to: string, more: Partial<AvailabilityRule> = {}): AvailabilityRule => ({
  resourceId: null,
  day: { kind: 'weekly', weekday },
  span: { from, to },
  validFrom: null,
  validUntil: null,
  typeIds: [],
  capacity: null,
  ...more,
});
const zone = 'America/Sao_Paulo';
const room = { id: 'room', zone };
const empty: Calendar = { resources: [room], rules: [], blocks: [], busy: [] };
const booked = (from: string, to: string, more: Partial<Busy> = {}): Busy => ({
  resourceId: 'room',
  from: at(from),
  to: at(to),
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  capacity: 1,
  ...more,
});
/** Monday, 23 November 2026. */
const monday: Omit<SlotQuery, 'type'> = {
  serving: 'any',
  resourceIds: ['room'],
  from: at('2026-11-23T00:00:00-03:00'),
  to: at('2026-11-24T00:00:00-03:00'),
  now: at('2026-11-20T00:00:00-03:00'),
};
const clocks = (calendar: Calendar, query: SlotQuery) =>
  freeSlots(calendar, query).map(({ from }) =>
    new Date(from).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }),
  );

test('slots lie on the grid of the opening, and end inside it', () => {
  const calendar = { ...empty, rules: [weekly(0, '08:00', '09:45')] };
  expect(clocks(calendar, { ...monday, type: visit })).toEqual(['08:00', '08:30', '09:00']);
});

test('an appointment takes its time and the larger of the two buffers', () => {
  const calendar = {
    ...empty,
    rules: [weekly(0, '08:00', '12:00')],
    busy: [booked('2026-11-23T09:30:00-03:00', '2026-11-23T10:00:00-03:00', { bufferAfterMinutes: 20 })],
  };
  const careful = { ...visit, bufferBeforeMinutes: 45, bufferAfterMinutes: 15 };
  // After it 45 minutes before the next one (not 20 more), before it 15 of the earlier one's own.
  expect(clocks(calendar, { ...monday, type: careful })).toEqual(['08:00', '08:30', '11:00', '11:30']);
});

test('a dated rule stands instead of the weekly ones, and a shut one shuts', () => {
  const rules = [
    weekly(0, '08:00', '12:00'),
    weekly(0, '14:00', '15:00', { day: { kind: 'dated', date: '2026-11-23' } }),
  ];
  expect(clocks({ ...empty, rules }, { ...monday, type: visit })).toEqual(['14:00', '14:30']);
  const shut = weekly(0, '', '', { day: { kind: 'dated', date: '2026-11-23' }, span: null, resourceId: 'room' });
  expect(clocks({ ...empty, rules: [...rules, shut] }, { ...monday, type: visit })).toEqual([]);
});

test('a block that recurs takes its place at the same wall clock, and not on its exceptions', () => {
  const lunch: Block = {
    resourceId: null,
    from: at('2026-11-16T12:00:00-03:00'),
    to: at('2026-11-16T13:00:00-03:00'),
    zone,
    rrule: 'FREQ=DAILY',
    exceptions: [at('2026-11-24T12:00:00-03:00')],
  };
  const rules = [0, 1].map((weekday) => weekly(weekday, '11:30', '13:30'));
  const query = { ...monday, to: monday.to + DAY_MS, type: visit };
  expect(clocks({ ...empty, rules, blocks: [lunch] }, query)).toEqual([
    '11:30',
    '13:00',
    '11:30',
    '12:00',
    '12:30',
    '13:00',
  ]);
});

test('notice and horizon bound what is offered', () => {
  const calendar = { ...empty, rules: [weekly(0, '08:00', '10:00')] };
  const query = { ...monday, now: at('2026-11-23T08:10:00-03:00') };
  expect(clocks(calendar, { ...query, type: { ...visit, noticeMinutes: 60 } })).toEqual(['09:30']);
  expect(clocks(calendar, { ...monday, type: { ...visit, horizonDays: 2 } })).toEqual([]);
});

test('several places: a slot is free until the fullest moment of it is full', () => {
  const group = { ...visit, durationMinutes: 60, stepMinutes: 60, capacity: 2 };
  const ofGroup = (from: string, to: string) => booked(from, to, { capacity: 2 });
  const calendar = {
    ...empty,
    rules: [weekly(0, '08:00', '10:00')],
    busy: [
      ofGroup('2026-11-23T08:00:00-03:00', '2026-11-23T08:30:00-03:00'),
      ofGroup('2026-11-23T08:30:00-03:00', '2026-11-23T09:00:00-03:00'),
      ofGroup('2026-11-23T09:00:00-03:00', '2026-11-23T10:00:00-03:00'),
      ofGroup('2026-11-23T09:30:00-03:00', '2026-11-23T10:00:00-03:00'),
    ],
  };
  expect(freeSlots(calendar, { ...monday, type: group })).toMatchObject([
    { from: at('2026-11-23T08:00:00-03:00'), places: 1 },
  ]);
});

test('a single appointment is alone: no group has room beside it, and it has none beside a group', () => {
  const group = { ...visit, durationMinutes: 60, stepMinutes: 60, capacity: 3 };
  const [eight, nine] = ['2026-11-23T08:00:00-03:00', '2026-11-23T09:00:00-03:00'] as const;
  const calendar = { ...empty, rules: [weekly(0, '08:00', '10:00')] };
  const single = { ...calendar, busy: [booked(eight, nine)] };
  expect(clocks(single, { ...monday, type: group })).toEqual(['09:00']);
  const one = { ...calendar, busy: [booked(eight, nine, { capacity: 3 })] };
  expect(freeSlots(one, { ...monday, type: group }).map(({ places }) => places)).toEqual([2, 3]);
  expect(clocks(one, { ...monday, type: visit })).toEqual(['09:00', '09:30']);
});

test('of three capacities at one time the smallest holds: the rule’s, the type’s, or that of who is there', () => {
  const group = { ...visit, durationMinutes: 60, stepMinutes: 60, capacity: 5 };
  const left = (rule: number | null, there: number) => {
    const busy = [booked('2026-11-23T08:00:00-03:00', '2026-11-23T09:00:00-03:00', { capacity: there })];
    const calendar = { ...empty, rules: [weekly(0, '08:00', '09:00', { capacity: rule })], busy };
    return freeSlots(calendar, { ...monday, type: group })[0]?.places ?? 0;
  };
  expect([left(null, 9), left(3, 9), left(null, 2), left(3, 2), left(1, 9)]).toEqual([4, 2, 1, 1, 0]);
});

test('together means that all are free; any, that one is', () => {
  const doctor = { id: 'doctor', zone };
  const calendar = {
    ...empty,
    resources: [room, doctor],
    rules: [weekly(0, '08:00', '10:00', { resourceId: 'room' }), weekly(0, '09:00', '11:00', { resourceId: 'doctor' })],
  };
  const both = { ...monday, type: visit, resourceIds: ['room', 'doctor'] };
  expect(clocks(calendar, { ...both, serving: 'together' })).toEqual(['09:00', '09:30']);
  expect(freeSlots(calendar, both).find(({ from }) => from === at('2026-11-23T09:30:00-03:00'))?.resourceIds).toEqual([
    'room',
    'doctor',
  ]);
});

// The zones and dates on which clocks change, or changed (BOOK-05).
const CHANGES = [
  ['America/Santiago', '2026-04-05'],
  ['America/Santiago', '2026-09-06'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2019-02-17'],
  ['America/Mexico_City', '2022-04-03'],
  ['America/Mexico_City', '2022-10-30'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Lisbon', '2026-03-29'],
  ['Australia/Adelaide', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
] as const;

const quarter = fc.nat(24 * 4 - 1).map((n) => {
  const [hours, minutes] = [Math.floor(n / 4), (n % 4) * 15];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
});
const someone = fc.constantFrom('room', 'doctor', 'other');
const someCase = fc.constantFrom(...CHANGES).chain(([zoneName, date]) => {
  const start = at(`${date}T00:00:00Z`) - DAY_MS;
  const instant = fc.nat(3 * 24 * 4).map((n) => start + n * 15 * MINUTE_MS);
  const rule = fc.record({
    resourceId: fc.option(someone),
    day: fc.oneof(
      fc.record({ kind: fc.constant('weekly' as const), weekday: fc.nat(6) }),
      fc.record({ kind: fc.constant('dated' as const), date: fc.constant(date) }),
    ),
    span: fc.option(fc.record({ from: quarter, to: quarter }), { freq: 9 }),
    validFrom: fc.constant(null),
    validUntil: fc.constant(null),
    typeIds: fc.constantFrom([], ['visit'], ['other']),
    capacity: fc.option(fc.integer({ min: 1, max: 3 })),
  });
  const block = fc.record({
    resourceId: fc.option(someone),
    times: fc.tuple(instant, fc.integer({ min: 1, max: 20 })),
    rrule: fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=DAILY;COUNT=2', 'FREQ=WEEKLY;BYDAY=SU,MO'),
  });
  const busy = fc.record({
    resourceId: someone,
    times: fc.tuple(instant, fc.integer({ min: 1, max: 8 })),
    bufferBeforeMinutes: fc.constantFrom(0, 15),
    bufferAfterMinutes: fc.constantFrom(0, 10),
    capacity: fc.integer({ min: 1, max: 3 }),
  });
  return fc.record({
    calendar: fc.record({
      rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
      blocks: fc.array(block, { maxLength: 3 }),
      busy: fc.array(busy, { maxLength: 6 }),
    }),
    type: fc.record({
      id: fc.constant('visit'),
      durationMinutes: fc.constantFrom(15, 30, 50, 90),
      bufferBeforeMinutes: fc.constantFrom(0, 10),
      bufferAfterMinutes: fc.constantFrom(0, 15),
      noticeMinutes: fc.constantFrom(0, 120),
      horizonDays: fc.constantFrom(1, 30),
      stepMinutes: fc.constantFrom(15, 20, 60),
      capacity: fc.integer({ min: 1, max: 3 }),
    }),
    serving: fc.constantFrom('any' as const, 'together' as const),
    resourceIds: fc.constantFrom(['room'], ['room', 'doctor']),
    zone: fc.constant(zoneName),
    start: fc.constant(start),
  });
});
type Case = typeof someCase extends fc.Arbitrary<infer Value> ? Value : never;

function built({ calendar, type, serving, resourceIds, zone: zoneName, start }: Case): [Calendar, SlotQuery] {
  const span = ([from, quarters]: [number, number]) => ({ from, to: from + quarters * 15 * MINUTE_MS });
  return [
    {
      resources: ['room', 'doctor', 'other'].map((id) => ({ id, zone: zoneName })),
      rules: calendar.rules,
      blocks: calendar.blocks.map(({ times, ...block }) => ({
        ...block,
        ...span(times),
        zone: zoneName,
        exceptions: [],
      })),
      busy: calendar.busy.map(({ times, ...each }) => ({ ...each, ...span(times) })),
    },
    { type, serving, resourceIds, from: start, to: start + 2 * DAY_MS, now: start },
  ];
}

test('it answers as a look at every minute does, over every change of clocks', () => {
  fc.assert(
    fc.property(someCase, (given) => {
      const [calendar, query] = built(given);
      expect(freeSlots(calendar, query)).toEqual(minuteByMinute(calendar, query));
    }),
    { numRuns: 60 },
  );
});

test('the order in which rules, blocks and appointments are given changes nothing', () => {
  fc.assert(
    fc.property(someCase, (given) => {
      const [calendar, query] = built(given);
      const turned = {
        ...calendar,
        rules: [...calendar.rules].reverse(),
        blocks: [...calendar.blocks].reverse(),
        busy: [...calendar.busy].reverse(),
      };
      expect(freeSlots(turned, query)).toEqual(freeSlots(calendar, query));
    }),
  );
});

test('booking what is offered, one after the other, never overlaps where there is one place', () => {
  fc.assert(
    fc.property(someCase, (given) => {
      const [calendar, query] = built(given);
      const one = { ...query, type: { ...query.type, capacity: 1 } };
      const made: Busy[] = [];
      for (;;) {
        const [slot] = freeSlots({ ...calendar, busy: [...calendar.busy, ...made] }, one);
        const resourceId = slot?.resourceIds[0];
        if (!slot || !resourceId) break;
        const { from, to } = slot;
        const { bufferBeforeMinutes, bufferAfterMinutes } = one.type;
        if (made.some((each) => each.resourceId === resourceId && overlap(each, slot))) return false;
        made.push({ resourceId, from, to, bufferBeforeMinutes, bufferAfterMinutes, capacity: 1 });
        if (made.length > 30) break;
      }
      return true;
    }),
    { numRuns: 60 },
  );
});
