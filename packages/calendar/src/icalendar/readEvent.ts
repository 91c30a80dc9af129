/** A VEVENT's properties as the product's event. Pure; the zones of its file are asked for by name. */
import { instantIn } from '@balcao/domain';
import ICAL from 'ical.js';
import { parseRecurrence } from '../blocks.ts';
import {
  ANSWERS,
  type Attendee,
  type CalendarEvent,
  EVENT_STATUSES,
  type JCal,
  type JCalProperty,
  type Person,
  UnreadableEvent,
} from './event.ts';
import type { FileZones } from './fileZones.ts';

const LONGEST_TITLE = 200;
const LONGEST_TEXT = 5_000;

/**
 * @param zone in which times without a zone, and whole days, are meant.
 * @throws UnreadableEvent
 */
export function readEvent(jCal: JCal, { zones, zone }: { zones: FileZones; zone: string }): CalendarEvent {
  const component = named(jCal, zones);
  const [, properties] = component;
  const first = (name: string) => properties.find(([each]) => each === name);
  const text = (name: string, most: number): string => {
    const value = first(name)?.[3];
    return typeof value === 'string' ? value.trim().slice(0, most) : '';
  };
  const begin = first('dtstart');
  if (!begin) throw new UnreadableEvent('noStart', '');
  const start = timeOf(begin, zone);
  const isAllDay = begin[2] === 'date';
  const to = endOf(properties, start, { isAllDay, zone });
  if (to <= start.at) throw new UnreadableEvent('endNotAfterStart', String(first('dtend')?.[3] ?? begin[3]));
  const times = (name: string) =>
    properties.filter(([each]) => each === name).flatMap((each) => timesOf(each, start.zone));
  const status = text('status', 20).toLowerCase();
  const recurrence = first('recurrence-id');
  const stamp = first('dtstamp') ?? first('last-modified');
  return {
    uid: text('uid', 1_000) || withoutUid(component),
    recurrence: recurrence ? timeOf(recurrence, start.zone).at : null,
    sequence: sequenceOf(first('sequence')),
    stampedAt: stamp ? timeOf(stamp, 'UTC').at : 0,
    status: EVENT_STATUSES.find((each) => each === status) ?? 'confirmed',
    title: text('summary', LONGEST_TITLE),
    description: text('description', LONGEST_TEXT),
    place: text('location', 500),
    from: start.at,
    to,
    zone: start.zone,
    isAllDay,
    rrule: ruleOf(first('rrule')),
    exceptions: times('exdate'),
    extras: times('rdate'),
    organizer: personOf(first('organizer')),
    attendees: properties.filter(([name]) => name === 'attendee').flatMap(attendeeOf),
    component,
  };
}

/** A component that was read before names its zones by IANA's names, so that it stands without its file. */
export const readStored = (component: JCal, zone = 'UTC'): CalendarEvent =>
  readEvent(component, { zones: (tzid) => ({ kind: 'zone', zone: tzid }), zone });

/** Not said, or no number: the first. */
export const sequenceOf = (property: JCalProperty | undefined): number =>
  Math.min(2_000_000_000, Math.max(0, Math.trunc(Number(property?.[3] ?? 0)) || 0));

/** The same with IANA's names; of a zone that has none its times in UTC. @throws UnreadableEvent `badZone` */
export function named([name, properties, inner]: JCal, zones: FileZones): JCal {
  return [
    name,
    properties.map((property): JCalProperty => {
      const [word, { tzid, ...rest }, type, ...values] = property;
      if (typeof tzid !== 'string' || !type.startsWith('date')) return property;
      const found = zones(tzid, String(values[0]));
      if (found.kind === 'unknown') throw new UnreadableEvent('badZone', tzid);
      if (found.kind === 'zone') return [word, { ...rest, tzid: found.zone }, type, ...values];
      const inUtc = values.map((wall) => new Date(found.instant(String(wall))).toISOString().replace(/\.\d+Z$/, 'Z'));
      return [word, rest, type, ...inUtc];
    }),
    inner.map((each) => named(each, zones)),
  ];
}

/** `2026-11-23`, `2026-11-23T09:00:00` or with a Z. What no calendar or clock shows is refused, not moved along. */
export function timeOf([, { tzid }, , value]: JCalProperty, zone: string): { at: number; zone: string } {
  const text = String(value);
  const own = typeof tzid === 'string' ? tzid : zone;
  const isUtc = text.endsWith('Z');
  const wall = text.length === 10 ? `${text}T00:00:00` : text.replace(/Z$/, '');
  const isWritten = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(wall);
  const at = isWritten ? instantIn(isUtc ? 'UTC' : own, wall) : null;
  if (at === null) throw new UnreadableEvent('badDate', text);
  return { at, zone: own };
}

function timesOf(property: JCalProperty, zone: string): number[] {
  const [name, parameters, type, ...values] = property;
  // An RDATE may be a period (3.3.9); its start is what counts here, the whole stays in the component.
  return values.flatMap((value) => {
    const start = Array.isArray(value) ? value[0] : String(value).split('/')[0];
    return start ? [timeOf([name, parameters, type, start], zone).at] : [];
  });
}

const DAY_MS = 86_400_000;

/** RFC 5545, 3.6.1: without an end a whole day is one day long, and a time none. */
function endOf(
  properties: readonly JCalProperty[],
  start: { at: number; zone: string },
  { isAllDay, zone }: { isAllDay: boolean; zone: string },
): number {
  const end = properties.find(([name]) => name === 'dtend');
  if (end) return timeOf(end, isAllDay ? zone : start.zone).at;
  const duration = properties.find(([name]) => name === 'duration')?.[3];
  if (typeof duration === 'string') return start.at + durationMs(duration, start);
  if (!isAllDay) return start.at;
  const next = new Date(start.at + 1.5 * DAY_MS); // past every midnight that a change of clocks can move
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(next);
  return instantIn(zone, `${wall}T00:00:00`) ?? start.at + DAY_MS;
}

function durationMs(text: string, start: { at: number; zone: string }): number {
  try {
    return ICAL.Duration.fromString(text).toSeconds() * 1_000;
  } catch (error) {
    throw new UnreadableEvent('badDate', text, { cause: error ?? start });
  }
}

function ruleOf(property: JCalProperty | undefined): string {
  if (!property) return '';
  try {
    const rule = ICAL.Recur.fromData(recurData(property[3])).toString();
    parseRecurrence(rule);
    return rule;
  } catch (error) {
    throw new UnreadableEvent('badRecurrence', JSON.stringify(property[3]), { cause: error });
  }
}
type RecurData = Parameters<typeof ICAL.Recur.fromData>[0];
const recurData = (value: unknown): RecurData => (typeof value === 'object' && value !== null ? { ...value } : {});

const MAILTO = /^mailto:/i;
function personOf(property: JCalProperty | undefined): Person | null {
  const value = property?.[3];
  if (!property || typeof value !== 'string') return null;
  const { cn, email } = property[1];
  const address = MAILTO.test(value) ? value.replace(MAILTO, '') : typeof email === 'string' ? email : '';
  return { address: address.trim().toLowerCase().slice(0, 254), name: typeof cn === 'string' ? cn.slice(0, 200) : '' };
}

export function attendeeOf(property: JCalProperty): Attendee[] {
  const person = personOf(property);
  const { partstat } = property[1];
  const said = typeof partstat === 'string' ? partstat.toLowerCase() : '';
  const answer = ANSWERS.find((each) => each === said) ?? 'needs-action';
  return person?.address ? [{ ...person, answer }] : [];
}

/** The same event has the same name whenever the file is read: FNV-1a over what it says. */
function withoutUid(component: JCal): string {
  let hash = 0xcbf29ce484222325n;
  const text = JSON.stringify(component);
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return `without-uid-${hash.toString(16)}`;
}
