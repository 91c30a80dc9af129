/** Notes, where it happens, how far somebody is on the way to an appointment (BOOK-25). */
import { type FunnelSource, JOURNEY_STEPS, type JourneyStep } from '@balcao/domain';
import { sql } from 'kysely';
import { v5 } from 'uuid';
import type { Trx } from '../db/index.ts';

/** Ours alone: what a caller names becomes an id that nothing else has, and that nobody else can mean. */
const NAMESPACE = '7d5b0f52-3c1a-4f0e-8f3e-0b6f5a2c9d41';

/** Whose way it is, and where it began. */
export type Journey = { id: string; source: FunnelSource };

/** The way of whoever names it: one for each word of theirs, within what they came for. */
export const journeyOf = (companyId: string, source: FunnelSource, ...words: readonly string[]): Journey => ({
  id: v5(`${companyId}:${source}:${words.join(':')}`, NAMESPACE),
  source,
});

const BOOKED = JOURNEY_STEPS.length;
const rank = (step: JourneyStep): number => JOURNEY_STEPS.indexOf(step) + 1;

type OfType = { journey: Journey; typeId: string };

export type AskedNote = OfType & {
  /** There were times for them. */
  isOffered: boolean;
  /** An answer of theirs ended it before any was looked for. */
  turnedAway?: boolean;
};

/** They asked for times, and were offered some, if there were any. */
export const noteAsked = (
  trx: Trx,
  companyId: string,
  { journey, typeId, isOffered, turnedAway = false }: AskedNote,
): Promise<void> =>
  note(trx, companyId, { journey, typeId, entry: 'asked', reached: isOffered ? 'offered' : 'asked', turnedAway });

export type StepNote = OfType & {
  step: Exclude<JourneyStep, 'booked'>;
  /** Of a time that was chosen. */
  resourceIds?: readonly string[];
};

export const noteStep = (trx: Trx, companyId: string, { step, ...rest }: StepNote): Promise<void> =>
  note(trx, companyId, { ...rest, entry: step, reached: step });

type Note = OfType & {
  entry: JourneyStep;
  reached: JourneyStep;
  resourceIds?: readonly string[];
  turnedAway?: boolean;
};

/** Noted again it is no other; whoever looks around after choosing is not further back, and who has booked is at the end. */
async function note(
  trx: Trx,
  companyId: string,
  { journey, typeId, entry, reached, resourceIds = [], turnedAway = false }: Note,
): Promise<void> {
  await trx
    .insertInto('bookingJourney')
    .values({
      companyId,
      ...journey,
      typeId,
      entry: rank(entry),
      reached: rank(reached),
      turnedAway,
      resourceIds: [...resourceIds],
    })
    .onConflict((on) =>
      on
        .constraint('booking_journey_key')
        .doUpdateSet({
          // Of two notes that were written at once, the later step may come first.
          entry: sql<number>`least(booking_journey.entry, excluded.entry)`,
          reached: sql<number>`greatest(booking_journey.reached, excluded.reached)`,
          // Who answers anew, and may go on, was not turned away.
          turnedAway: sql<boolean>`excluded.turned_away and booking_journey.reached = 1`,
          resourceIds: sql<
            string[]
          >`case when cardinality(excluded.resource_ids) > 0 then excluded.resource_ids else booking_journey.resource_ids end`,
        })
        .where(
          sql<boolean>`booking_journey.reached < ${BOOKED} and (
            booking_journey.reached < excluded.reached or booking_journey.entry > excluded.entry
            or booking_journey.turned_away <> (excluded.turned_away and booking_journey.reached = 1)
            or (cardinality(excluded.resource_ids) > 0 and booking_journey.resource_ids <> excluded.resource_ids))`,
        ),
    )
    .execute();
}

export type BookedNote = {
  /** Where nobody saw how they came, it begins and ends here. */
  journey: Journey;
  appointmentId: string;
  typeId: string;
  resourceIds: readonly string[];
};

/**
 * It led to an appointment, or to another time of one, in the same transaction: the way that had led there before ended by
 * being moved. A way leads to one appointment; a second one by the same is a way of its own.
 */
export async function noteBooked(trx: Trx, companyId: string, note: BookedNote): Promise<{ id: string }> {
  const { journey, appointmentId } = note;
  if (await insertBooked(trx, companyId, note)) return journey;
  const known = await trx
    .selectFrom('bookingJourney')
    .select('appointmentId')
    .where('companyId', '=', companyId)
    .where('id', '=', journey.id)
    .executeTakeFirst();
  // The same appointment, moved once more within the same visit.
  if (known?.appointmentId === appointmentId) return journey;
  const own = journeyOf(companyId, journey.source, journey.id, appointmentId);
  await insertBooked(trx, companyId, { ...note, journey: own });
  return own;
}

/**
 * The same for an appointment that was given another time: what led to it before is over.
 * @param before whose it was until then: with them it had been booked.
 */
export async function noteMoved(
  trx: Trx,
  companyId: string,
  { before, ...note }: BookedNote & { before: readonly string[] },
): Promise<void> {
  const { id } = await noteBooked(trx, companyId, note);
  await trx
    .updateTable('bookingJourney')
    .set({ outcome: 'moved', resourceIds: [...before] })
    .where('companyId', '=', companyId)
    .where('appointmentId', '=', note.appointmentId)
    .where('outcome', '=', 'open')
    .where('id', '<>', id)
    .execute();
}

async function insertBooked(
  trx: Trx,
  companyId: string,
  { journey, appointmentId, typeId, resourceIds }: BookedNote,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('bookingJourney')
    .values({
      companyId,
      ...journey,
      typeId,
      entry: BOOKED,
      reached: BOOKED,
      appointmentId,
      resourceIds: [...resourceIds],
    })
    .onConflict((on) =>
      on
        .constraint('booking_journey_key')
        .doUpdateSet({ reached: BOOKED, appointmentId, resourceIds: [...resourceIds], turnedAway: false })
        .where('bookingJourney.reached', '<', BOOKED),
    )
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}
