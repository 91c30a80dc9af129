/** Appointments of one rule as the one event that calendars know: the rule, what is left out, and what differs. */
import ICAL from 'ical.js';
import { parseRecurrence, timesOf } from '../blocks.ts';
import type { CalendarEvent } from './event.ts';

/** One time of a series. `start`: what the rule gave it, whatever became of it since. */
export type Occurrence = { start: number; event: CalendarEvent };

/**
 * @param occurrences at least one; those between the first and the last that are not there are left out (EXDATE).
 * @param of its name in calendars, its rule, and what it was read from.
 */
export function seriesEvents(
  occurrences: readonly Occurrence[],
  of: Pick<CalendarEvent, 'uid' | 'rrule' | 'component'>,
): CalendarEvent[] {
  const sorted = [...occurrences].sort((a, b) => a.start - b.start);
  const standing = sorted.filter(({ event }) => event.status !== 'cancelled');
  const [first, last] = [sorted[0], sorted.at(-1)];
  const model = (standing.find(({ start, event }) => event.from === start) ?? first)?.event;
  if (!first || !last || !model) return [];
  const { zone } = model;
  const lengthMs = model.to - model.from;
  const master: CalendarEvent = {
    ...model,
    ...of,
    recurrence: null,
    from: first.start,
    to: first.start + lengthMs,
    rrule: endingAt(of.rrule, last.start),
    sequence: Math.max(...sorted.map(({ event }) => event.sequence)),
    stampedAt: Math.max(...sorted.map(({ event }) => event.stampedAt)),
  };
  const bounds = { from: first.start, to: last.start + 1 };
  const given = timesOf({ ...master, resourceId: null, exceptions: [] }, bounds).map(({ from }) => from);
  const there = new Set(standing.map(({ start }) => start));
  const byRule = new Set(given);
  const differing = standing.filter(
    ({ start, event }) =>
      event.from !== start ||
      event.to - event.from !== lengthMs ||
      event.zone !== zone ||
      (['title', 'description', 'place', 'status'] as const).some((name) => event[name] !== model[name]),
  );
  return [
    {
      ...master,
      exceptions: given.filter((start) => !there.has(start)),
      extras: [...there].filter((start) => !byRule.has(start)),
    },
    ...differing.map(({ start, event }) => ({ ...event, uid: of.uid, recurrence: start, rrule: '' })),
  ];
}

/** Of a part of a series a COUNT would be wrong: it ends where the part does. One without an end stays so. */
function endingAt(rrule: string, last: number): string {
  const rule = parseRecurrence(rrule);
  if (!rule.isFinite()) return rrule;
  rule.count = null;
  rule.until = ICAL.Time.fromDateTimeString(new Date(last).toISOString().replace(/\.\d+Z$/, 'Z'));
  return rule.toString();
}
