import type { Tellable } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import type { Booker } from './booker.ts';
import { noteFreed } from './noteFreed.ts';
import type { Appointment } from './store.ts';

export const NEWS_PREFIX = 'news';
export const newsLaneKey = (appointmentId: string): string => `${NEWS_PREFIX}:${appointmentId}`;

/**
 * What somebody of the company does on the calendar is told once it stood for so long: dragged on, or undone, it is told
 * once or not at all. Longer: contacts wonder whether it worked.
 */
const SETTLES_MS = 15_000;

type ChangeNote = {
  id: string;
  source: Appointment['source'];
  /** `null`: it is new. */
  before: Appointment | null;
  /** Whoever it is for now has not heard of it. */
  forAnother?: boolean;
};

/**
 * Notes, in the transaction that brings it about, that there may be something to tell of an appointment (BOOK-18); what,
 * is found out by the lane (appointmentNews/newsLane.ts).
 *
 */
export async function noteNews(
  trx: Trx,
  { companyId, userId = null }: Pick<Booker, 'companyId'> & Partial<Booker>,
  { id, source, before, forAnother = false }: ChangeNote,
  now: Date,
): Promise<void> {
  // Read from another calendar: that one has told whoever it is for.
  if (source === 'external') return before ? noteFreed(trx, companyId) : undefined;
  const dueAt = userId === null ? now : new Date(now.getTime() + SETTLES_MS);
  await trx
    .insertInto('appointmentNews')
    .values({
      companyId,
      appointmentId: id,
      // Booked before news were told: how it was is what they know.
      known: before && JSON.stringify({ ...tellableOf(before), ...(forAnother && { contactId: null }) }),
      changedBy: userId,
      dueAt,
    })
    .onConflict((on) =>
      on.constraint('appointment_news_key').doUpdateSet({
        changedBy: userId,
        dueAt: sql<Date>`greatest(appointment_news.due_at, ${dueAt})`,
        ...(forAnother && { known: sql<string>`jsonb_set(appointment_news.known, '{contactId}', 'null')` }),
      }),
    )
    .execute();
  await addWork(trx, companyId, [newsLaneKey(id)], dueAt);
}

export const tellableOf = ({ status, slot, contactId }: Appointment): Tellable => ({
  status,
  contactId,
  from: slot.from,
  resourceIds: slot.resourceIds,
});
