import { type CalendarEvent, readCalendar } from '@balcao/calendar/icalendar';
import { expect, test } from 'vitest';
import { outcomeOf } from './importPlan.ts';
import type { Link } from './linkStore.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const event = (...lines: string[]): CalendarEvent => {
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'DTSTART:20261201T120000Z', 'DURATION:PT30M', ...lines];
  const found = readCalendar([...text, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'), { zone: 'UTC' })?.events[0];
  if (!found) throw new Error('no event');
  return found;
};
const known = (of: CalendarEvent): Link => ({
  uid: of.uid,
  recurrence: 0,
  appointmentId: 'a',
  seriesId: null,
  blockId: null,
  sequence: of.sequence,
  stampedAt: of.stampedAt,
  component: ['vevent', [], []],
  event: of,
  isAllDay: false,
});
const outcome = (one: CalendarEvent, link: Link | null, withPast = false) =>
  outcomeOf(one, link, { now: NOW, withPast });

test('BOOK-16 a SEQUENCE that goes back changes nothing, however late it was written', () => {
  const here = known(event('SEQUENCE:3', 'DTSTAMP:20261101T000000Z'));
  expect(outcome(event('SEQUENCE:2', 'DTSTAMP:20261120T000000Z', 'SUMMARY:x'), here)).toBe('older');
  expect(outcome(event('SEQUENCE:3', 'DTSTAMP:20261030T000000Z', 'SUMMARY:x'), here)).toBe('older');
  expect(outcome(event('SEQUENCE:3', 'DTSTAMP:20261102T000000Z', 'SUMMARY:x'), here)).toBe('changed');
  expect(outcome(event('SEQUENCE:4', 'DTSTAMP:20261030T000000Z', 'SUMMARY:x'), here)).toBe('changed');
});

test('BOOK-16 a file that was written anew says the same, whatever its stamps', () => {
  const here = known(event('SUMMARY:x', 'DTSTAMP:20261101T000000Z'));
  expect(outcome(event('SUMMARY:x', 'DTSTAMP:20261119T000000Z'), here)).toBe('same');
});

test('BOOK-16 what is over, or was called off before it was here, is left out', () => {
  const past = { ...event(), from: NOW - 7_200_000, to: NOW - 3_600_000 };
  expect(outcome(past, null)).toBe('past');
  expect(outcome(past, null, true)).toBe('new');
  expect(outcome({ ...past, rrule: 'FREQ=WEEKLY' }, null)).toBe('new');
  expect(outcome(event('STATUS:CANCELLED'), null)).toBe('cancelled');
});
