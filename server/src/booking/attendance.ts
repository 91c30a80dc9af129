import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

export type AttendanceQuery = { contactId?: string | undefined; typeId?: string | undefined };

/** `rate`: of those that took place or should have, 0 to 1; null where there were none yet. */
export type Attendance = { attended: number; missed: number; rate: number | null };

/**
 * How often somebody came (BOOK-21), over all that the server has: a console knows the last months only. What was cancelled
 * is neither.
 */
export async function attendance(
  trx: Trx,
  companyId: string,
  { contactId, typeId }: AttendanceQuery,
): Promise<Attendance> {
  const { attended, missed } = await trx
    .selectFrom('appointment')
    .select([
      sql<number>`count(*) filter (where status = 'completed')`.as('attended'),
      sql<number>`count(*) filter (where status = 'no_show')`.as('missed'),
    ])
    .where('companyId', '=', companyId)
    .$if(contactId !== undefined, (query) => query.where('contactId', '=', contactId ?? ''))
    .$if(typeId !== undefined, (query) => query.where('typeId', '=', typeId ?? ''))
    .executeTakeFirstOrThrow();
  const expected = attended + missed;
  return { attended, missed, rate: expected === 0 ? null : attended / expected };
}
