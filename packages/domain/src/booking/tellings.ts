/** What people are told of an appointment, and when something is news (BOOK-18). Pure. */
import { z } from 'zod';
import { LANGUAGES, type Language } from '../languages.ts';
import type { AppointmentStatus } from './appointment.ts';

export const APPOINTMENT_NEWS = ['booked', 'requested', 'moved', 'cancelled'] as const;
export type AppointmentNews = (typeof APPOINTMENT_NEWS)[number];
/** `offered`: a place for which somebody waited (BOOK-10). */
export const TELLINGS = [...APPOINTMENT_NEWS, 'offered'] as const;
export type Telling = (typeof TELLINGS)[number];

/** What of an appointment is news when it changes. */
export type Tellable = {
  status: AppointmentStatus;
  from: number;
  resourceIds: readonly string[];
  /** Whom it is for; `null`: nobody whom we know. Not given: noted before this was. */
  contactId?: string | null | undefined;
};

const STANDS: readonly AppointmentStatus[] = ['scheduled', 'confirmed'];

/**
 * What is to be said, compared with what whoever it is for knows. However often it changed in between, one thing is said:
 * how it is now; what was booked and cancelled before anybody heard of it is not said at all.
 *
 * @param known `null`: nothing yet.
 * @returns `null`: it is as they know it, it is over, or somebody in the company has to decide first (`conflict`).
 */
export function newsOf(known: Tellable | null, is: Tellable, now: number): AppointmentNews | null {
  if (is.from <= now) return null;
  const isNew = known === null || known.status === 'cancelled' || isForAnother(known, is);
  if (is.status === 'cancelled') return isNew ? null : 'cancelled';
  if (is.status === 'requested') return isNew || known.from !== is.from ? 'requested' : null;
  if (!STANDS.includes(is.status)) return null;
  if (isNew || !STANDS.includes(known.status)) return 'booked';
  return known.from === is.from ? null : 'moved';
}

/** Whoever it is for now has heard nothing of it: they were put to it later. */
const isForAnother = (known: Tellable, is: Tellable): boolean => known.contactId === null && !!is.contactId;

/** The same for the company's people, who are told also who serves. */
export function newsForStaff(known: Tellable | null, is: Tellable, now: number): AppointmentNews | null {
  const news = newsOf(known && { ...known, contactId: is.contactId }, is, now);
  if (news !== null || known === null || is.from <= now || !STANDS.includes(is.status)) return news;
  return sameOf(known.resourceIds, is.resourceIds) ? null : 'moved';
}

const sameOf = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((each) => others.includes(each));

export const SMS_WISHES = ['never', 'otherwise', 'always'] as const;
const words = z.string().max(1_000);

/** How a company confirms. Words that it does not write are ours; a way that is off is never gone. */
export const tellingSettings = z.object({
  /** By the conversation's channel. */
  channel: z.boolean().default(true),
  mail: z.boolean().default(true),
  /** `otherwise`: only where neither channel nor mail carried it. */
  sms: z.enum(SMS_WISHES).default('otherwise'),
  /** In the contact's language. */
  words: z.partialRecord(z.enum(LANGUAGES), z.partialRecord(z.enum(TELLINGS), words)).default({}),
  /** What WhatsApp takes once the contact has not written for a day. */
  templates: z.partialRecord(z.enum(TELLINGS), z.uuid()).default({}),
});
export type TellingSettings = z.output<typeof tellingSettings>;

/** What may stand between braces; `until` when an offer has to be answered. */
export const TELLING_BLANKS = ['name', 'type', 'when', 'place', 'link', 'company', 'until'] as const;
export type TellingValues = Record<(typeof TELLING_BLANKS)[number], string>;

/** A line that speaks of nothing (no place, no link) is left out. A blank of another name stays as it was written. */
export function tellingText(text: string, values: TellingValues): string {
  const known = new Map<string, string>(Object.entries(values));
  return text
    .split('\n')
    .filter((line) => ![...line.matchAll(BLANK)].some(([, name = '']) => known.get(name) === ''))
    .map((line) => line.replace(BLANK, (whole, name: string) => known.get(name) ?? whole))
    .join('\n')
    .trim();
}
const BLANK = /\{(\w+)\}/g;

/** `segunda-feira, 24 de novembro, 08:30 (Horário de Brasília)`: whose clock is meant is always said (BOOK-05). */
export function appointmentInWords(from: number, zone: string, language: Language): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;
  const time = new Intl.DateTimeFormat(language, { timeZone: zone, ...parts }).format(from);
  const name = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts(from)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${time} (${name ?? zone})`;
}

/**
 * The values of a template's places: those with a name of ours by it, the others in the order name, time, type, place,
 * link. A button's is the end of the link, after its last slash.
 */
export function templateValues(
  variables: readonly { in: 'header' | 'body' | 'button'; name: string; key: string }[],
  values: TellingValues,
): Map<string, string> {
  const inOrder = [values.name, values.when, values.type, values.place, values.link];
  const named = new Map<string, string>(Object.entries(values));
  const known = variables.map(({ in: where, name, key }): [string, string] => [
    key,
    where === 'button' ? (values.link.split('/').at(-1) ?? '') : (named.get(name) ?? inOrder[Number(name) - 1] ?? ''),
  ]);
  // A template leaves no place empty: the platform would refuse it (132012).
  return new Map(known.map(([key, value]) => [key, value || '–']));
}
