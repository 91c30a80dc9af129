import { type CalendarEvent, type Person, writeCalendar } from '@balcao/calendar/icalendar';
import type { CalendarMail } from '../channels/index.ts';
import { mailWords } from '../mail/index.ts';
import { filled, mailCatalogue } from '../mailCatalogue.ts';
import type { Telling } from './plan.ts';
import type { Subject } from './subject.ts';

const KINDS = { new: 'invitation', changed: 'invitationChanged', off: 'invitationCancelled' } as const;

/** What the contact is told of it in words, and the link by which they manage it; empty: none. */
export type Confirmation = { subject: string; text: string; link: string };

/**
 * The mail that tells one guest, with the event for their calendar (RFC 5546, 3.2.2 and 3.2.5; RFC 6047). To the contact it is
 * the confirmation as well (BOOK-18): one mail.
 */
export function letterTo(
  telling: Telling,
  subject: Subject,
  { organizer, confirmation, now }: { organizer: Person; confirmation: Confirmation | null; now: Date },
): CalendarMail {
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
  const words = mailWords(language, KINDS[news], {
    name: name || address,
    company: subject.company.name,
    what: subject.typeName,
    when: whenOf(subject, language),
    place: subject.next.place?.value ?? '',
  });
  const ics = writeCalendar({ method, events });
  const { answer: howToAnswer, manage } = mailCatalogue(language).calendar;
  const told = confirmation && subject.contact?.isTheirs(address) ? confirmation : null;
  const own = told && news === 'new' ? { subject: told.subject, text: `${told.text}\n\n${howToAnswer}\n` } : words;
  const link = told && news === 'changed' && told.link !== '' ? `\n${filled(manage, { link: told.link })}\n` : '';
  const text = (own.text + link).replace(/\n{3,}/g, '\n\n');
  return { to: { address, name }, subject: own.subject, text, method, ics };
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
