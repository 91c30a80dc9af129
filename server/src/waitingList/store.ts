/** Rows of `waiting_entry`. */
import {
  type AppointmentAnswer,
  appointmentAnswers,
  WAITING_STATUSES,
  type WaitingFor,
  type WaitingStatus,
  waitingWish,
} from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';

export type Offer = { from: number; to: number; holdId: string; answerBy: Date };
export type Entry = WaitingFor & {
  id: string;
  typeId: string;
  contactId: string;
  appointmentId: string | null;
  notes: string;
  answers: AppointmentAnswer[];
  status: WaitingStatus;
  /** While the status is `offered`. */
  offer: Offer | null;
  unanswered: number;
  /** The start of a place of which they could not be told. */
  untoldFrom: Date | null;
  createdAt: Date;
};

const select = (trx: Trx, companyId: string) =>
  trx
    .selectFrom('waitingEntry')
    .leftJoin('appointment', (join) =>
      join
        .onRef('appointment.companyId', '=', 'waitingEntry.companyId')
        .onRef('appointment.id', '=', 'waitingEntry.appointmentId'),
    )
    .select([
      'waitingEntry.id',
      'waitingEntry.typeId',
      'waitingEntry.contactId',
      'waitingEntry.appointmentId',
      'waitingEntry.wish',
      'waitingEntry.notes',
      'waitingEntry.answers',
      'waitingEntry.status',
      'waitingEntry.holdId',
      'waitingEntry.offeredFrom',
      'waitingEntry.offeredTo',
      'waitingEntry.answerBy',
      'waitingEntry.refused',
      'waitingEntry.unanswered',
      'waitingEntry.untoldFrom',
      'waitingEntry.createdAt',
      'appointment.startsAt',
      'appointment.status as appointmentStatus',
    ])
    .where('waitingEntry.companyId', '=', companyId);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;
const status = z.enum(WAITING_STATUSES);

function entryOf({ holdId, offeredFrom, offeredTo, answerBy, startsAt, appointmentStatus, ...row }: Row): Entry {
  const isOffered = holdId !== null && offeredFrom !== null && offeredTo !== null && answerBy !== null;
  // An appointment that is no more wants nothing earlier.
  const isGone = appointmentStatus !== null && ['cancelled', 'completed', 'no_show'].includes(appointmentStatus);
  return {
    ...row,
    status: status.parse(row.status),
    wish: waitingWish.parse(row.wish),
    answers: appointmentAnswers.parse(row.answers),
    refused: row.refused.map(Number),
    earlierThan: startsAt === null ? null : isGone ? 0 : startsAt.getTime(),
    offer: isOffered ? { holdId, from: offeredFrom.getTime(), to: offeredTo.getTime(), answerBy } : null,
  };
}

/** Everybody who waits or is asked, in order, locked for the transaction. */
export async function lockWaiting(trx: Trx, companyId: string): Promise<Entry[]> {
  const rows = await select(trx, companyId)
    .where('waitingEntry.status', 'in', ['waiting', 'offered'])
    .orderBy('waitingEntry.createdAt')
    .orderBy('waitingEntry.id')
    .forUpdate('waitingEntry')
    .execute();
  return rows.map(entryOf);
}

export async function lockEntry(trx: Trx, companyId: string, id: string): Promise<Entry | null> {
  const row = await select(trx, companyId)
    .where('waitingEntry.id', '=', id)
    .forUpdate('waitingEntry')
    .executeTakeFirst();
  return row ? entryOf(row) : null;
}

export async function readEntry(trx: Trx, companyId: string, id: string): Promise<Entry | null> {
  const row = await select(trx, companyId).where('waitingEntry.id', '=', id).executeTakeFirst();
  return row ? entryOf(row) : null;
}

/** Whether they were booked the same otherwise since they began to wait: on the telephone, or by themselves. */
export async function isBookedSince(
  trx: Trx,
  companyId: string,
  { contactId, typeId, appointmentId, createdAt }: Entry,
  now: Date,
): Promise<boolean> {
  if (appointmentId !== null) return false;
  const row = await trx
    .selectFrom('appointment')
    .select('id')
    .where('companyId', '=', companyId)
    .where('contactId', '=', contactId)
    .where('typeId', '=', typeId)
    .where('status', 'in', ['requested', 'scheduled', 'confirmed'])
    .where('startsAt', '>', now)
    .where('createdAt', '>', createdAt)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The one with which the contact waits for the same already. */
export async function sameWaiting(
  trx: Trx,
  companyId: string,
  { typeId, contactId }: { typeId: string; contactId: string },
): Promise<string | null> {
  const row = await trx
    .selectFrom('waitingEntry')
    .select('id')
    .where('companyId', '=', companyId)
    .where('contactId', '=', contactId)
    .where('typeId', '=', typeId)
    .where('status', 'in', ['waiting', 'offered'])
    .executeTakeFirst();
  return row?.id ?? null;
}

export type NewEntry = Pick<Entry, 'id' | 'typeId' | 'contactId' | 'appointmentId' | 'wish' | 'notes' | 'answers'> & {
  createdBy: string | null;
};

/** @returns false where that id is there: it was asked for before. */
export async function insertEntry(trx: Trx, companyId: string, { wish, answers, ...row }: NewEntry): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('waitingEntry')
    .values({ companyId, ...row, wish: JSON.stringify(wish), answers: JSON.stringify(answers) })
    .onConflict((on) => on.constraint('waiting_entry_key').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function saveEntry(trx: Trx, companyId: string, entry: Entry): Promise<void> {
  const { offer } = entry;
  await trx
    .updateTable('waitingEntry')
    .set({
      status: entry.status,
      unanswered: entry.unanswered,
      untoldFrom: entry.untoldFrom,
      refused: [...entry.refused],
      holdId: offer?.holdId ?? null,
      offeredFrom: offer ? new Date(offer.from) : null,
      offeredTo: offer ? new Date(offer.to) : null,
      answerBy: offer?.answerBy ?? null,
    })
    .where('companyId', '=', companyId)
    .where('id', '=', entry.id)
    .execute();
}

/** When the next time that is kept for somebody is free again by itself. */
export async function nextHoldEnd(trx: Trx, companyId: string, now: Date): Promise<Date | null> {
  const { at } = await trx
    .selectFrom('slotHold')
    .select(sql<Date | null>`min(expires_at)`.as('at'))
    .where('companyId', '=', companyId)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow();
  return at;
}
