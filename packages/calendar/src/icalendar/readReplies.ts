import { type Attendee, UnreadableEvent } from './event.ts';
import { fileZones } from './fileZones.ts';
import { sectionsOf } from './lines.ts';
import { componentIn, demandComponent, propertyIn } from './readCalendar.ts';
import { attendeeOf, named, sequenceOf, timeOf } from './readEvent.ts';

/** What somebody's calendar answers to an invitation (RFC 5546, 3.2.3): it need not repeat when the event is. */
export type CalendarReply = {
  uid: string;
  /** One time of a series; `null`: all of it, or what happens once. */
  recurrence: number | null;
  /** Of the invitation that is answered. */
  sequence: number;
  /** Epoch ms; 0: it does not say. */
  stampedAt: number;
  attendees: Attendee[];
};

/** @returns none where the file is no reply; what cannot be read of it is left out. */
export function readReplies(file: string): CalendarReply[] {
  const { properties: lines, parts } = sectionsOf(file);
  const method = lines.flatMap((line) => propertyIn(line) ?? []).find(([name]) => name === 'method')?.[3];
  if (String(method).toUpperCase() !== 'REPLY') return [];
  const zones = fileZones(
    parts.flatMap((part) => (part.name === 'VTIMEZONE' ? (componentIn(part) ?? []) : [])),
    'UTC',
  );
  return parts
    .filter(({ name }) => name === 'VEVENT')
    .flatMap((part): CalendarReply[] => {
      try {
        const [, properties] = named(demandComponent(part), zones);
        const first = (name: string) => properties.find(([each]) => each === name);
        const [recurrence, stamp] = [first('recurrence-id'), first('dtstamp')];
        const uid = String(first('uid')?.[3] ?? '').trim();
        if (uid === '') return [];
        return [
          {
            uid,
            recurrence: recurrence ? timeOf(recurrence, 'UTC').at : null,
            sequence: sequenceOf(first('sequence')),
            stampedAt: stamp ? timeOf(stamp, 'UTC').at : 0,
            attendees: properties.filter(([name]) => name === 'attendee').flatMap(attendeeOf),
          },
        ];
      } catch (error) {
        if (error instanceof UnreadableEvent) return [];
        throw error;
      }
    });
}
