import { ANSWERS, type Answer } from '@balcao/calendar/icalendar';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import type { Guest, Telling } from './plan.ts';

const answer = z.enum(ANSWERS);
export type StoredGuest = Guest & { attempts: number; answeredAt: Date | null };

const select = (trx: Trx, companyId: string, subjectId: string) =>
  trx
    .selectFrom('calendarGuest')
    .select(['address', 'name', 'sequence', 'told', 'answer', 'answeredAt', 'attempts'])
    .where('companyId', '=', companyId)
    .where('subjectId', '=', subjectId);

export async function guestsOf(trx: Trx, companyId: string, subjectId: string): Promise<StoredGuest[]> {
  const rows = await select(trx, companyId, subjectId).orderBy('address').execute();
  return rows.map((row) => ({ ...row, answer: answer.parse(row.answer) }));
}

export async function lockGuest(
  trx: Trx,
  companyId: string,
  subjectId: string,
  address: string,
): Promise<StoredGuest | null> {
  const row = await select(trx, companyId, subjectId)
    .where('address', '=', address)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? { ...row, answer: answer.parse(row.answer) } : null;
}

/** They were told, or never will be (`error`). What they said to something else counts no more. */
export async function noteTold(
  trx: Trx,
  companyId: string,
  subjectId: string,
  { address, name, news, sequence, answer: said }: Telling,
  { hash, error }: { hash: string; error: string | null },
): Promise<void> {
  const values = { name, sequence, told: news === 'off' ? '' : hash, answer: said, attempts: 0, error };
  await trx
    .insertInto('calendarGuest')
    .values({ companyId, subjectId, address, ...values })
    .onConflict((on) => on.constraint('calendar_guest_key').doUpdateSet(values))
    .execute();
}

/** Not yet: it is tried again. */
export async function noteAttempt(
  trx: Trx,
  companyId: string,
  subjectId: string,
  { address, name }: Telling,
  error: string,
): Promise<void> {
  await trx
    .insertInto('calendarGuest')
    .values({ companyId, subjectId, address, name, sequence: -1, attempts: 1, error })
    .onConflict((on) =>
      on.constraint('calendar_guest_key').doUpdateSet({ attempts: sql<number>`calendar_guest.attempts + 1`, error }),
    )
    .execute();
}

export async function noteAnswer(
  trx: Trx,
  companyId: string,
  subjectId: string,
  said: { address: string; answer: Answer; at: Date },
): Promise<void> {
  await trx
    .updateTable('calendarGuest')
    .set({ answer: said.answer, answeredAt: said.at })
    .where('companyId', '=', companyId)
    .where('subjectId', '=', subjectId)
    .where('address', '=', said.address)
    .execute();
}
