import {
  answerTo,
  appointmentAnswers,
  demandQualified,
  isAnswer,
  isZone,
  LANGUAGES,
  Refusal,
  toE164,
} from '@balcao/domain';
import { sql } from 'kysely';
import { v5 } from 'uuid';
import { z } from 'zod';
import {
  type Appointment,
  alternativesTo,
  bookAppointment,
  chooseResources,
  holdSlot,
  noteFreed,
  outsider,
  placesOf,
  releaseHold,
} from '../booking/index.ts';
import { resolveVisitor } from '../contacts/index.ts';
import type { Trx } from '../db/index.ts';
import { noteStep } from '../funnel/index.ts';
import { companyOf } from './about.ts';
import type { Page } from './pages.ts';
import { pageJourney, visitName } from './visits.ts';

/** Ours alone: what a visitor names becomes an id that nothing else has, and that nobody else can mean. */
const NAMESPACE = '5c2f9a0e-6f0c-4d62-9a3c-7a1f1b1f5d10';
const idOf = (companyId: string, what: 'hold' | 'appointment', key: string): string =>
  v5(`${companyId}:${what}:${key}`, NAMESPACE);

/** Long enough to type a name and answer some questions; a form that is still open is held again. */
const HOLD_MINUTES = 10;

const time = z.int().min(0).max(9_999_999_999_999);
const line = (most: number) => z.string().trim().max(most);

/** More than a page that is loaded again and again leaves behind. */
const keys = z.array(z.uuid()).max(20).default([]);

export const holdWish = z.object({
  /** The browser's own: asked for twice, one time is held. */
  key: z.uuid(),
  /** What it held, or may have held, until now: given back in the same transaction. */
  instead: keys,
  from: time,
  minutes: z.int().min(1).max(1_440),
  answers: appointmentAnswers.default([]),
  visit: visitName,
});

/** @throws Refusal `appointment.taken`, `appointment.notOffered` with alternatives, and as `demandQualified` */
export async function holdFromPage(
  trx: Trx,
  { companyId, type }: Page,
  wish: z.output<typeof holdWish>,
  now: Date,
): Promise<{ from: number; to: number; expiresAt: string }> {
  demandQualified(type.settings.questions, wish.answers);
  const actor = outsider(companyId);
  const others = wish.instead.filter((key) => key !== wish.key);
  for (const key of others) await releaseHold(trx, actor, idOf(companyId, 'hold', key));
  const { zone } = await companyOf(trx, companyId);
  const bare = { from: wish.from, to: wish.from + wish.minutes * 60_000, zone, resourceIds: [] };
  const id = idOf(companyId, 'hold', wish.key);
  const held = await heldAs(trx, companyId, id);
  // A time that was held and asked for again is not free any more, for it is held.
  const resourceIds =
    held?.from === bare.from && held.to === bare.to
      ? held.resourceIds
      : type.settings.durations.includes(wish.minutes)
        ? await chooseResources(trx, companyId, { type, slot: bare, contactId: null, now })
        : [];
  if (resourceIds.length === 0) {
    const alternatives = await alternativesTo(trx, companyId, { type, slot: bare, now, isStaff: false });
    throw new Refusal({ code: 'appointment.notOffered', from: bare.from, alternatives });
  }
  const slot = { ...bare, resourceIds };
  const { expiresAt } = await holdSlot(trx, actor, { id, typeId: type.id, slot, minutes: HOLD_MINUTES }, now);
  if (wish.visit !== undefined) {
    const journey = pageJourney(companyId, type.id, wish.visit);
    await noteStep(trx, companyId, { journey, typeId: type.id, step: 'chosen', resourceIds });
  }
  return { from: slot.from, to: slot.to, expiresAt: expiresAt.toISOString() };
}

async function heldAs(trx: Trx, companyId: string, id: string) {
  const hold = await trx
    .selectFrom('slotHold')
    .select(['startsAt', 'endsAt', 'resourceIds'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return hold && { from: hold.startsAt.getTime(), to: hold.endsAt.getTime(), resourceIds: hold.resourceIds };
}

export const releaseWish = z.object({ keys });

export async function releaseFromPage(trx: Trx, { companyId }: Page, held: readonly string[]): Promise<void> {
  for (const key of held) await releaseHold(trx, outsider(companyId), idOf(companyId, 'hold', key));
  await noteFreed(trx, companyId);
}

export const bookingWish = z.object({
  /** The browser's own: sent twice, it is booked once. */
  key: z.uuid(),
  /** What it may hold; an answer may have been lost. */
  holds: keys,
  from: time,
  minutes: z.int().min(1).max(1_440),
  name: line(200).min(1),
  /** With its country, or as the country that is named writes it. */
  phone: line(40).min(1),
  country: z.string().max(2).default(''),
  email: z.union([z.literal(''), z.email().max(320)]).default(''),
  placeId: z.uuid().nullable().default(null),
  answers: appointmentAnswers.default([]),
  remarks: line(1_000).default(''),
  language: z.enum(LANGUAGES),
  zone: z.string().max(60).refine(isZone),
  /** Nobody sees this field: who fills it in is no person. */
  website: z.string().max(500).default(''),
  visit: visitName,
});
export type PageBooking = z.output<typeof bookingWish>;

/**
 * Books what somebody asked for on the page (BOOK-24): the same engine, the same refusals, nobody overbooked. The contact is
 * whoever the number belongs to; what was typed besides changes nothing about a contact that was known.
 *
 * @throws Refusal `appointment.taken`, `appointment.notOffered` with alternatives, `input.invalid` (phone, answers, place),
 * `page.looksAutomatic`, and as `demandQualified`
 */
export async function bookFromPage(trx: Trx, page: Page, wish: PageBooking, now: Date): Promise<Appointment> {
  const { companyId, type } = page;
  if (wish.website !== '') throw new Refusal({ code: 'page.looksAutomatic' });
  const phone = toE164(wish.phone, wish.country);
  if (phone === null) throw invalid('phone');
  const { questions } = type.settings;
  demandQualified(questions, wish.answers);
  const wrong = questions.findIndex((question) => {
    const answer = answerTo(question, wish.answers);
    return answer === '' ? question.required : !isAnswer(question, answer);
  });
  if (wrong >= 0) throw invalid(`answers.${wrong}`);
  const id = idOf(companyId, 'appointment', wish.key);
  // Two requests with one key, at once: the second waits, and finds what the first booked.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`page:${id}`}, 0))`.execute(trx);
  const { name, email, language, zone } = wish;
  const contact = await resolveVisitor(trx, companyId, { name, phone, email, language, zone });
  const { zone: meantIn } = await companyOf(trx, companyId);
  return bookAppointment(
    trx,
    outsider(companyId),
    {
      id,
      typeId: type.id,
      contactId: contact.id,
      title: name,
      place: await placeOf(trx, page, wish.placeId),
      notes: wish.remarks,
      answers: wish.answers,
      participants: email !== '' && email !== contact.email ? [{ name, email }] : [],
      slot: { from: wish.from, to: wish.from + wish.minutes * 60_000, zone: meantIn, resourceIds: [] },
      source: 'page',
      holdId: await standingHold(trx, companyId, wish),
      ...(wish.visit === undefined ? {} : { journey: pageJourney(companyId, type.id, wish.visit) }),
    },
    { now },
  );
}

/** The hold that is for this very time; the others are given back. */
async function standingHold(trx: Trx, companyId: string, { holds, from }: PageBooking): Promise<string | null> {
  let standing: string | null = null;
  for (const id of holds.map((key) => idOf(companyId, 'hold', key))) {
    const held = await heldAs(trx, companyId, id);
    if (standing === null && held?.from === from) standing = id;
    else if (held) await releaseHold(trx, outsider(companyId), id);
  }
  return standing;
}

const invalid = (path: string): Refusal =>
  new Refusal({ code: 'input.invalid', issues: [{ path, message: 'is missing or cannot be read' }] });

async function placeOf(trx: Trx, { companyId, type }: Page, placeId: string | null): Promise<Appointment['place']> {
  const offered = (await placesOf(trx, companyId)).filter(({ id }) => type.settings.placeIds.includes(id));
  if (placeId === null) return offered.length > 1 ? missing('placeId') : (offered[0]?.place ?? null);
  return offered.find(({ id }) => id === placeId)?.place ?? missing('placeId');
}
const missing = (path: string): never => {
  throw invalid(path);
};
