/** An event as a VEVENT: what it was read from with what has changed since, or a new one. */
import { instantIn, wallIn } from '@balcao/domain';
import ICAL from 'ical.js';
import type { Attendee, CalendarEvent, JCal, JCalProperty, Person } from './event.ts';
import { readStored } from './readEvent.ts';

/** @param event one that says the same as its `component` comes out as that, to the last property. */
export function writeEvent(event: CalendarEvent): JCal {
  const before = event.component ? readStored(event.component, event.zone) : null;
  let properties: JCalProperty[] = [...(event.component?.[1] ?? [])];
  const set = (name: string, ...written: JCalProperty[]) => {
    const at = properties.findIndex(([each]) => each === name);
    const rest = properties.filter(([each]) => each !== name);
    properties = at < 0 ? [...rest, ...written] : [...rest.slice(0, at), ...written, ...rest.slice(at)];
  };
  const differs = (...names: (keyof CalendarEvent)[]) =>
    before === null || names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(event[name]));
  const text = (name: string, value: string): JCalProperty[] =>
    value === '' ? [] : [[name, {}, 'text', clean(value)]];

  if (differs('uid')) set('uid', ['uid', {}, 'text', event.uid]);
  if (differs('stampedAt')) set('dtstamp', ['dtstamp', {}, 'date-time', utc(event.stampedAt)]);
  if (differs('from', 'to', 'zone', 'isAllDay')) {
    set('dtstart', timed('dtstart', event.from, event));
    set('duration');
    set('dtend', timed('dtend', event.to, event));
  }
  if (differs('recurrence')) {
    set('recurrence-id', ...(event.recurrence === null ? [] : [timed('recurrence-id', event.recurrence, event)]));
  }
  if (differs('rrule')) set('rrule', ...(event.rrule === '' ? [] : [rule(event.rrule)]));
  if (differs('exceptions')) set('exdate', ...event.exceptions.map((at) => timed('exdate', at, event)));
  if (differs('extras')) set('rdate', ...event.extras.map((at) => timed('rdate', at, event)));
  if (differs('sequence')) set('sequence', ['sequence', {}, 'integer', event.sequence]);
  if (differs('status')) set('status', ['status', {}, 'text', event.status.toUpperCase()]);
  if (differs('title')) set('summary', ...text('summary', event.title));
  if (differs('description')) set('description', ...text('description', event.description));
  if (differs('place')) set('location', ...text('location', event.place));
  if (differs('organizer')) set('organizer', ...(event.organizer ? [organizer(event.organizer)] : []));
  if (differs('attendees')) set('attendee', ...event.attendees.map(attendee));
  return ['vevent', properties, event.component?.[2] ?? []];
}

const utc = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** On the wall clock of its zone; the second of a time that comes twice can only be said in UTC. */
function timed(name: string, at: number, { zone, isAllDay }: CalendarEvent): JCalProperty {
  const wall = `${wallIn(zone, at)}:00`;
  if (isAllDay) return [name, {}, 'date', wall.slice(0, 10)];
  if (zone === 'UTC' || instantIn(zone, wall) !== at) return [name, {}, 'date-time', utc(at)];
  return [name, { tzid: zone }, 'date-time', wall];
}

const rule = (rrule: string): JCalProperty => ['rrule', {}, 'recur', ICAL.Recur.fromString(rrule).toJSON()];

/** Line breaks are written as `\n`; other control characters are none of a text's (RFC 5545, 3.1). */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed();
/** A quote can not stand in a parameter (3.2). */
const nameOf = ({ name }: Person) =>
  name === ''
    ? {}
    : {
        cn: clean(name)
          .replace(/["\n\t]/g, ' ')
          .trim(),
      };

const organizer = (person: Person): JCalProperty => [
  'organizer',
  nameOf(person),
  'cal-address',
  `mailto:${person.address}`,
];

const attendee = (person: Attendee): JCalProperty => [
  'attendee',
  {
    ...nameOf(person),
    cutype: 'INDIVIDUAL',
    role: 'REQ-PARTICIPANT',
    partstat: person.answer.toUpperCase(),
    ...(person.answer === 'needs-action' ? { rsvp: 'TRUE' } : {}),
  },
  'cal-address',
  `mailto:${person.address}`,
];
