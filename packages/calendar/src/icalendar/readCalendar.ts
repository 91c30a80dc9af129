import ICAL from 'ical.js';
import { parseRecurrence } from '../blocks.ts';
import { type BadEvent, type CalendarEvent, type JCal, type JCalProperty, UnreadableEvent } from './event.ts';
import { type FileZones, fileZones } from './fileZones.ts';
import { type Part, sectionsOf } from './lines.ts';
import { named, readEvent } from './readEvent.ts';

export type CalendarFile = {
  /** RFC 5546, in capitals; empty: published as it is. */
  method: string;
  name: string;
  /** One of each UID and time of a series. */
  events: CalendarEvent[];
  bad: BadEvent[];
  /** Of the same UID and time as another in the file, with a lower SEQUENCE or an older stamp: left out. */
  repeated: number;
  /** What else stands in it (to-dos, journals), and the calendar's own properties: kept for writing it again. */
  others: JCal[];
  properties: JCalProperty[];
};

/**
 * Reads a file of RFC 5545, as far as it can be read: what cannot is named with its line and the reason, and takes
 * nothing else along.
 *
 * @param zone IANA: what times without a zone are meant in.
 * @returns `null`: there is no calendar in it.
 */
export function readCalendar(file: string, { zone }: { zone: string }): CalendarFile | null {
  const { hasCalendar, properties: lines, parts } = sectionsOf(file);
  if (!hasCalendar) return null;
  const properties = lines.flatMap((line) => propertyIn(line) ?? []);
  const definitions = parts.flatMap((part) => (part.name === 'VTIMEZONE' ? (componentIn(part) ?? []) : []));
  const zones = fileZones(definitions, zone);
  const bad: BadEvent[] = [];
  const others: JCal[] = [];
  const events = new Map<string, CalendarEvent>();
  let repeated = 0;
  for (const part of parts) {
    if (part.name === 'VTIMEZONE') continue;
    if (part.name !== 'VEVENT') {
      others.push(...(componentIn(part) ?? []).map((other) => namedOr(other, zones)));
      continue;
    }
    try {
      const event = readEvent(demandComponent(part), { zones, zone });
      const key = `${event.recurrence ?? ''} ${event.uid}`;
      const other = events.get(key);
      if (other) repeated += 1;
      if (!other || isNewer(event, other)) events.set(key, event);
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error;
      const { reason, value } = error;
      bad.push({ line: part.at, uid: valueIn(part, 'UID'), title: valueIn(part, 'SUMMARY'), reason, value });
    }
  }
  const said = (name: string) => String(properties.find(([each]) => each === name)?.[3] ?? '');
  const name = said('x-wr-calname') || said('name');
  return {
    method: said('method').toUpperCase(),
    name,
    events: [...events.values()],
    bad,
    repeated,
    others,
    properties,
  };
}

/** RFC 5546, 2.1.5: the higher SEQUENCE, and of equal ones the later stamp. */
export const isNewer = (
  one: Pick<CalendarEvent, 'sequence' | 'stampedAt'>,
  other: Pick<CalendarEvent, 'sequence' | 'stampedAt'>,
): boolean => one.sequence > other.sequence || (one.sequence === other.sequence && one.stampedAt > other.stampedAt);

export function demandComponent(part: Part): JCal {
  if (!part.isWhole) throw new UnreadableEvent('cutOff', '');
  demandRule(part);
  const [component] = componentIn(part) ?? [];
  if (component) return component;
  const line = part.lines.slice(1, -1).find((each) => !/^(BEGIN|END):/i.test(each) && propertyIn(each) === null) ?? '';
  throw new UnreadableEvent('syntax', line.slice(0, 200));
}

/** What nobody reads here is kept even where its zones mean nothing. */
function namedOr(component: JCal, zones: FileZones): JCal {
  try {
    return named(component, zones);
  } catch {
    return component;
  }
}

/** As it is written, since what ical.js makes of a wrong one may be a right one. @throws UnreadableEvent `badRecurrence` */
function demandRule({ lines }: Part): void {
  const line = lines.find((each) => /^RRULE[:;]/i.test(each));
  if (line === undefined) return;
  const rule = line.slice(line.indexOf(':') + 1).toUpperCase();
  try {
    parseRecurrence(rule);
  } catch (error) {
    throw new UnreadableEvent('badRecurrence', rule.slice(0, 200), { cause: error });
  }
}

/** ical.js says nothing of what its parser makes: the arrays of RFC 7265. */
export function componentIn({ lines, isWhole }: Part): [JCal] | null {
  if (!isWhole) return null;
  try {
    return [ICAL.parse(lines.join('\r\n')) as unknown as JCal];
  } catch {
    return null;
  }
}

export function propertyIn(line: string): [JCalProperty] | null {
  try {
    return [ICAL.parse.property(line) as unknown as JCalProperty];
  } catch {
    return null;
  }
}

const valueIn = ({ lines }: Part, name: string): string =>
  lines
    .find((line) => new RegExp(`^${name}[:;]`, 'i').test(line))
    ?.replace(/^[^:]*:/, '')
    .slice(0, 200) ?? '';
