import { type CalendarEvent, type Person, writeCalendar } from '@balcao/calendar/icalendar';
import type { CalendarMail } from '../channels/index.ts';
import { mailWords } from '../mail/index.ts';
import type { Telling } from './plan.ts';
import type { Subject } from './subject.ts';

const KINDS = { new: 'invitation', changed: 'invitationChanged', off: 'invitationCancelled' } as const;

/** The mail that tells one guest, with the event for their calendar (RFC 5546, 3.2.2 and 3.2.5; RFC 6047). */
export function letterTo(telling: Telling, subject: Subject, organizer: Person, now: Date): CalendarMail {
  const { address, name, news, sequence, answer } = telling;
  const method = news === 'off' ? 'CANCEL' : 'REQUEST';
  const stampedAt = Math.floor(now.getTime() / 1_000) * 1_000;
  const events = subject.events.map(
    (event): CalendarEvent => ({
      ...event,
      sequence,
      stampedAt,
      status: news === 'off' ? 'cancelled' : event.status,
      organizer,
      attendees: [{ address, name, answer }],
    }),
  );
  const language = subject.language || subject.company.language;
  const { subject: title, text } = mailWords(language, KINDS[news], {
    name: name || address,
    company: subject.company.name,
    what: subject.typeName,
    when: whenOf(subject, language),
    place: subject.next.place?.value ?? '',
  });
  const ics = writeCalendar({ method, events });
  return { to: { address, name }, subject: title, text: text.replace(/\n{3,}/g, '\n\n'), method, ics };
}

/** In the zone that it was meant in, by name (BOOK-05). */
function whenOf({ next: { slot }, events }: Subject, language: string): string {
  const words = new Intl.DateTimeFormat(language, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: slot.zone,
  }).formatRange(slot.from, slot.to);
  const times = events.find(({ rrule }) => rrule !== '') ? ' ↻' : '';
  return `${words} (${slot.zone})${times}`;
}
