import { isZone } from '@balcao/domain';
import ICAL from 'ical.js';
import type { CalendarEvent, JCal, JCalProperty } from './event.ts';
import { folded } from './lines.ts';
import { writeEvent } from './writeEvent.ts';
import { writeZone } from './writeZone.ts';

const PRODUCT = '-//Balcao//Balcao//PT';
/** How long a repetition without an end has its zone's changes named ahead. */
const AHEAD_MS = 10 * 366 * 86_400_000;

export type Written = {
  /** RFC 5546; not given: published as it is. */
  method?: string;
  /** What calendars show above it. */
  name?: string;
  events: readonly CalendarEvent[];
  /** Minutes after which a reader that subscribed asks again (RFC 7986, 5.7). */
  refreshMinutes?: number;
  /** Of a file that was read: what was beside the events. */
  others?: readonly JCal[];
  properties?: readonly JCalProperty[];
};

/** A file of RFC 5545: CRLF, lines of 75 octets, every zone that it names defined in it. */
export function writeCalendar({ method, name, events, refreshMinutes, others = [], properties = [] }: Written): string {
  const components = events.map(writeEvent);
  const own: JCalProperty[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', PRODUCT],
    ['calscale', {}, 'text', 'GREGORIAN'],
  ];
  if (method) own.push(['method', {}, 'text', method]);
  if (name) own.push(['name', {}, 'text', name], ['x-wr-calname', {}, 'unknown', name.replace(/[\r\n]/g, ' ')]);
  if (refreshMinutes !== undefined) {
    own.push(['refresh-interval', {}, 'duration', `PT${refreshMinutes}M`]);
    own.push(['x-published-ttl', {}, 'unknown', `PT${refreshMinutes}M`]);
  }
  const said = new Set(own.map(([each]) => each));
  const zones = zonesOf([...components, ...others], events);
  const all: JCal[] = [...zones, ...components, ...others];
  const kept = properties.filter(([each]) => !said.has(each));
  return stringified(['vcalendar', [...own, ...kept], all]);
}

function zonesOf(components: readonly JCal[], events: readonly CalendarEvent[]): JCal[] {
  // Each once: whether it is a zone takes as long to ask as an event to write.
  const names = [...new Set(components.flatMap(tzidsIn))].filter(isZone);
  if (names.length === 0) return [];
  const from = events.reduce((least, event) => Math.min(least, event.from), Number.POSITIVE_INFINITY);
  const to = events.reduce((most, event) => Math.max(most, event.to + (event.rrule ? AHEAD_MS : 0)), from);
  return Number.isFinite(from) ? names.sort().map((zone) => writeZone(zone, { from, to })) : [];
}

function tzidsIn([, properties, inner]: JCal): string[] {
  const own = properties.flatMap(([, { tzid }]) => (typeof tzid === 'string' ? [tzid] : []));
  return [...own, ...inner.flatMap(tzidsIn)];
}

/** Not ICAL.stringify, whose folded lines have 76 octets. */
function stringified([name, properties, components]: JCal): string {
  const lines = properties.map((property) => folded(ICAL.stringify.property(property, ICAL.design.icalendar, true)));
  const word = name.toUpperCase();
  return [
    `BEGIN:${word}\r\n`,
    ...lines.map((line) => `${line}\r\n`),
    ...components.map(stringified),
    `END:${word}\r\n`,
  ].join('');
}
