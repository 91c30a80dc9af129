/** An event of a calendar file, as the product understands it; `component` keeps what it does not. */

/** RFC 7265: name, properties, components. Plain JSON, so that it can be stored. */
export type JCal = [string, JCalProperty[], JCal[]];
/** Name, parameters, type, values. */
export type JCalProperty = [string, Record<string, string | string[]>, string, ...unknown[]];

export const EVENT_STATUSES = ['tentative', 'confirmed', 'cancelled'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

export type Person = { address: string; name: string };
/** What somebody who was invited said (RFC 5545, PARTSTAT). */
export const ANSWERS = ['needs-action', 'accepted', 'declined', 'tentative', 'delegated'] as const;
export type Answer = (typeof ANSWERS)[number];
export type Attendee = Person & { answer: Answer };

export type CalendarEvent = {
  uid: string;
  /** Which time of a series it is (RECURRENCE-ID), epoch ms; `null`: the series, or what happens once. */
  recurrence: number | null;
  /** Grows with every change that invitations tell. */
  sequence: number;
  /** DTSTAMP, epoch ms; 0: it says nothing. */
  stampedAt: number;
  status: EventStatus;
  title: string;
  description: string;
  place: string;
  /** Epoch ms. */
  from: number;
  to: number;
  /** IANA: what the times were meant in. */
  zone: string;
  isAllDay: boolean;
  /** RFC 5545, without the property's name; empty: once. */
  rrule: string;
  /** Starts that are left out (EXDATE), and further ones (RDATE), epoch ms. */
  exceptions: number[];
  extras: number[];
  organizer: Person | null;
  attendees: Attendee[];
  /** What it was read from, its zones by IANA's names; `null`: it is ours. */
  component: JCal | null;
};

export const BAD_EVENT_REASONS = [
  'syntax',
  'cutOff',
  'tooLarge',
  'noStart',
  'badDate',
  'badZone',
  'endNotAfterStart',
  'badRecurrence',
] as const;
/** - `cutOff`: the file ends within it. `tooLarge`: with files in it, beyond what is taken. */
export type BadEventReason = (typeof BAD_EVENT_REASONS)[number];
/** An event that cannot be read: where it is in the file, and what is wrong with it. */
export type BadEvent = { line: number; uid: string; title: string; reason: BadEventReason; value: string };

export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  readonly reason: BadEventReason;
  readonly value: string;
  constructor(reason: BadEventReason, value: string, options?: ErrorOptions) {
    super(`${reason}: ${value}`, options);
    this.reason = reason;
    this.value = value;
  }
}
