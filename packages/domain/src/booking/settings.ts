/** What a company sets up before anything can be booked (BOOK-01, BOOK-02): types, resources, hours, places. */
import { z } from 'zod';
import { isZone } from '../companies/hours.ts';
import { appointmentQuestion, MOST_QUESTIONS } from './questions.ts';

/** A day and a night: longer is a block, not an appointment. */
const LONGEST_MINUTES = 24 * 60;
const minutes = z.int().min(0).max(LONGEST_MINUTES);

/** Colours of the calendar's palette, by name: each theme has its own values of them. */
export const CALENDAR_COLORS = ['teal', 'violet', 'amber', 'blue', 'rose', 'green', 'slate', 'brown'] as const;
export type CalendarColor = (typeof CALENDAR_COLORS)[number];

/**
 * - `any`: one of the resources, whichever is free. `together`: all of them at once.
 * - `roundRobin`: whoever has the fewest appointments that day. `own`: the resource of the contact's own person, or any.
 */
export const SERVINGS = ['any', 'together', 'roundRobin', 'own'] as const;
export type Serving = (typeof SERVINGS)[number];

/** As it stands in an address that people read out: `consulta`, `visita-ao-imovel`. */
export const pageSlug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** What an address may be made of, from a name; empty where nothing of it may stay. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

export const appointmentTypeSettings = z.object({
  description: z.string().trim().max(500),
  color: z.enum(CALENDAR_COLORS),
  /** Minutes; the first is the usual one. */
  durations: z.array(z.int().min(1).max(LONGEST_MINUTES)).min(1).max(8),
  bufferBeforeMinutes: minutes,
  bufferAfterMinutes: minutes,
  noticeMinutes: z
    .int()
    .min(0)
    .max(90 * 24 * 60),
  horizonDays: z.int().min(1).max(730),
  stepMinutes: z.int().min(5).max(LONGEST_MINUTES),
  /** Appointments of a resource at a time. */
  capacity: z.int().min(1).max(500),
  serving: z.enum(SERVINGS),
  resourceIds: z.array(z.uuid()).max(100),
  placeIds: z.array(z.uuid()).max(20),
  /** In cents of the company's currency; `null`: not said. */
  priceCents: z.int().min(0).max(100_000_000).nullable(),
  questions: z.array(appointmentQuestion).max(MOST_QUESTIONS),
  /** Booked from outside it waits for the staff (`requested`). */
  needsApproval: z.boolean(),
  /** Contacts and participants get it into their calendars by e-mail (BOOK-16). */
  sendsInvitations: z.boolean().default(false),
  /** Contacts cancel by themselves until so long before. */
  cancelDeadlineMinutes: z
    .int()
    .min(0)
    .max(30 * 24 * 60),
  /** Its public page (BOOK-24), `/agendar/<company>/<slug>`; `null`: nobody books it by themselves. */
  page: z.object({ slug: pageSlug }).nullable().default(null),
});
export type AppointmentTypeSettings = z.infer<typeof appointmentTypeSettings>;

export const appointmentTypeWish = z.object({
  name: z.string().trim().min(1).max(100),
  active: z.boolean(),
  // Answers are kept by the words of their question: no two have the same.
  settings: appointmentTypeSettings.refine(
    ({ questions }) => new Set(questions.map(({ label }) => label)).size === questions.length,
    { path: ['questions'] },
  ),
});
export type AppointmentTypeWish = z.infer<typeof appointmentTypeWish>;

/** A type that nobody has described further. */
export const USUAL_TYPE: AppointmentTypeSettings = {
  description: '',
  color: 'teal',
  durations: [30],
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 60,
  horizonDays: 60,
  stepMinutes: 30,
  capacity: 1,
  serving: 'any',
  resourceIds: [],
  placeIds: [],
  priceCents: null,
  questions: [],
  needsApproval: false,
  sendsInvitations: false,
  cancelDeadlineMinutes: 120,
  page: null,
};

export const RESOURCE_KINDS = ['person', 'room', 'equipment'] as const;
export const resourceSettings = z.object({
  kind: z.enum(RESOURCE_KINDS),
  color: z.enum(CALENDAR_COLORS),
  zone: z.string().refine(isZone),
});
export type ResourceSettings = z.infer<typeof resourceSettings>;
export const resourceWish = z.object({
  name: z.string().trim().min(1).max(100),
  active: z.boolean(),
  /** Whose calendar it is; `null`: nobody's in particular. */
  userId: z.uuid().nullable(),
  settings: resourceSettings,
});
export type ResourceWish = z.infer<typeof resourceWish>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const date = z.iso.date();
/** A rule of availability as it is kept (BOOK-02); what it means is `AvailabilityRule` of packages/calendar. */
export const availabilityRule = z.object({
  resourceId: z.uuid().nullable(),
  day: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('weekly'), weekday: z.int().min(0).max(6) }),
    z.object({ kind: z.literal('dated'), date }),
  ]),
  span: z
    .object({ from: clock, to: clock })
    .refine(({ from, to }) => from !== to)
    .nullable(),
  validFrom: date.nullable(),
  validUntil: date.nullable(),
  typeIds: z.array(z.uuid()).max(100),
  capacity: z.int().min(1).max(500).nullable(),
});
type Validity = { validFrom: string | null; validUntil: string | null };
const isInOrder = ({ validFrom, validUntil }: Validity): boolean =>
  validFrom === null || validUntil === null || validFrom <= validUntil;
const atItsEnd = { path: ['validUntil'] };

export const availabilityWish = availabilityRule.refine(isInOrder, atItsEnd);
export type AvailabilityWish = z.infer<typeof availabilityWish>;

/** Hours of one resource; what is not said of their conditions is none. */
export const hoursWish = z
  .object({
    day: availabilityRule.shape.day,
    span: availabilityRule.shape.span,
    validFrom: availabilityRule.shape.validFrom.default(null),
    validUntil: availabilityRule.shape.validUntil.default(null),
    typeIds: availabilityRule.shape.typeIds.default([]),
    capacity: availabilityRule.shape.capacity.default(null),
  })
  .refine(isInOrder, atItsEnd);
export type HoursWish = z.infer<typeof hoursWish>;

/** Whether it holds on all its days, for every type, with as many places as the type says. */
export const isUnconditional = (rule: Omit<AvailabilityWish, 'resourceId' | 'day' | 'span'>): boolean =>
  rule.typeIds.length === 0 && rule.capacity === null && rule.validFrom === null && rule.validUntil === null;

export const PLACE_KINDS = ['address', 'video', 'phone'] as const;
export const placeWish = z.object({
  name: z.string().trim().min(1).max(100),
  place: z.object({ kind: z.enum(PLACE_KINDS), value: z.string().trim().max(500) }),
});
export type PlaceWish = z.infer<typeof placeWish>;
export type PlaceKind = (typeof PLACE_KINDS)[number];
