import { localDayAt, USUAL_TYPE } from '@balcao/domain';
import { expect, test } from 'vitest';
import { type AppointmentType, alternatives, calendarOf, type SetUp, suggestions } from './agenda.ts';
import { clashOf, openOn } from './openings.ts';

const zone = 'America/Sao_Paulo';
const at = (time: string) => Date.parse(`2031-11-24T${time}:00-03:00`);
const type: AppointmentType = {
  id: 'consultation',
  name: 'Consulta',
  active: true,
  settings: { ...USUAL_TYPE, durations: [30], stepMinutes: 30, serving: 'any', resourceIds: [] },
};
const resources = ['one', 'two'].map((id) => ({
  id,
  name: id,
  active: true,
  userId: '',
  settings: { kind: 'person' as const, color: 'teal' as const, zone },
}));
const setUp: SetUp = {
  zone,
  types: [type],
  resources,
  places: [],
  rules: [],
  holds: [],
  standing: resources.map(({ id }) => ({
    resourceId: id,
    day: { kind: 'weekly', weekday: 0 },
    span: { from: '08:00', to: '11:00' },
    validFrom: null,
    validUntil: null,
    typeIds: [],
    capacity: null,
  })),
};
const busy = (resourceId: string, from: string, to: string) => ({
  resourceId,
  from: at(from),
  to: at(to),
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  capacity: 1,
});

test('BOOK-08 other times for two people are those at which both are free, the nearest first, and never the taken one itself', () => {
  const calendar = calendarOf(setUp, [], [busy('one', '09:00', '09:30'), busy('two', '09:30', '10:00')]);
  const near = (chosen: string[]) =>
    alternatives(calendar, { type, setUp, chosen, now: at('07:00'), at: at('09:00') }).map(({ from }) => from);
  expect(near(['one', 'two'])).toEqual([at('08:30'), at('08:00'), at('10:00')]);
  expect(near(['one'])).toEqual([at('08:30'), at('09:30'), at('08:00')]);
  expect(near([])).toEqual([at('08:30'), at('09:30'), at('08:00')]);
});

test('BOOK-07 suggested is what was said before all else, of whoever is free, within two weeks', () => {
  const calendar = calendarOf(setUp, [], [busy('one', '08:00', '11:00')]);
  const suggested = (chosen: string[], weekdays: number[] = []) =>
    suggestions(calendar, { type, setUp, chosen, weekdays, parts: [], now: at('07:00') }).map(({ from }) => from);
  const week = 7 * 86_400_000;
  expect(suggested([])).toEqual([at('08:00'), at('08:30'), at('08:00') + week]);
  expect(suggested(['one'])).toEqual([at('08:00') + week, at('08:30') + week, at('09:00') + week]);
  expect(suggested([], [1])).toHaveLength(3);
  expect(suggested(['three'])).toEqual([]);
});

test('BOOK-02 hours for some types only are outside for the others, and the calendar is open where any may be booked', () => {
  const [one] = resources;
  if (!one) throw new Error('no resource');
  const call = { ...type, id: 'call' };
  const rule = { resourceId: 'one', validFrom: null, validUntil: null, capacity: null };
  const dated = { kind: 'dated' as const, date: '2031-11-24' };
  const withRules = (...rules: SetUp['standing']): SetUp => ({
    ...setUp,
    types: [type, call],
    standing: [...setUp.standing, ...rules],
  });
  const early = { ...rule, day: { kind: 'weekly' as const, weekday: 0 }, span: { from: '06:00', to: '07:00' } };
  const clashAt = (given: SetUp, of: AppointmentType, from: string, to: string) =>
    clashOf(given, { busy: [], blocks: [] }, { from: at(from), to: at(to), resourceIds: ['one'] }, of);
  const open = (given: SetUp) => openOn(given, one, localDayAt(at('12:00'), zone));

  const calls = withRules({ ...early, typeIds: ['call'] });
  expect(clashAt(calls, call, '06:00', '06:30')).toBeNull();
  expect(clashAt(calls, type, '06:00', '06:30')).toBe('outside');
  expect(open(calls)).toMatchObject([
    { from: at('06:00'), to: at('07:00') },
    { from: at('08:00'), to: at('11:00') },
  ]);

  const noCalls = withRules({ ...rule, day: dated, span: null, typeIds: ['call'] });
  expect(clashAt(noCalls, call, '08:00', '08:30')).toBe('outside');
  expect(clashAt(noCalls, type, '08:00', '08:30')).toBeNull();
  expect(open(noCalls)).toMatchObject([{ from: at('08:00'), to: at('11:00') }]);
  // For a type that was removed nobody is there.
  expect(open({ ...calls, types: [type, { ...call, active: false }] })).toHaveLength(1);
});
