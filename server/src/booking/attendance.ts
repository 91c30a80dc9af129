import { type Attendance, rateOf } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

export type AttendanceQuery = { contactId?: string | undefined; typeId?: string | undefined };

/**
 * How often somebody came (BOOK-21), over all that the server has: a console knows the last months only. Counted as
 * `attendanceOf` counts (domain, booking/attendance.ts).
 */
export async function attendance(
  trx: Trx,
  companyId: string,
  { contactId, typeId }: AttendanceQuery,
): Promise<Attendance> {
  const { attended, missed } = await trx
    .selectFrom('appointment')
    .select([
      sql<number>`count(*) filter (where status = 'completed' or (arrived_at is not null and status not in ('cancelled', 'no_show')))`.as(
        'attended',
      ),
      sql<number>`count(*) filter (where status = 'no_show')`.as('missed'),
    ])
    .where('companyId', '=', companyId)
    .$if(contactId !== undefined, (query) => query.where('contactId', '=', contactId ?? ''))
    .$if(typeId !== undefined, (query) => query.where('typeId', '=', typeId ?? ''))
    .executeTakeFirstOrThrow();
  return { attended, missed, rate: rateOf(attended, missed) };
}
