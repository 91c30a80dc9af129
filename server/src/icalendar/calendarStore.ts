/** What a calendar file is made of: appointments of a time with when they changed, and the blocks of a resource. */
import type { BlockRow } from '@balcao/replica';
import { appointmentOf, blockRow, selectAppointments, selectBlocks } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import type { Exported } from './eventsOf.ts';

export type Wanted = {
  /** Of this one; not given: of all. */
  resourceId?: string;
  from: Date;
  to: Date;
  /** Also those that were cancelled. */
  withCancelled: boolean;
  /** Higher: a file that no calendar reads any more. */
  most: number;
};

export async function appointmentsIn(trx: Trx, companyId: string, wanted: Wanted): Promise<Exported[]> {
  const rows = await selectAppointments(trx, companyId)
    .select('changedAt')
    .where('startsAt', '>=', wanted.from)
    .where('startsAt', '<', wanted.to)
    .$if(wanted.resourceId !== undefined, (query) =>
      query.where((eb) => eb(eb.val(wanted.resourceId ?? ''), '=', eb.fn.any('resourceIds'))),
    )
    .$if(!wanted.withCancelled, (query) => query.where('status', '<>', 'cancelled'))
    .orderBy('startsAt')
    .orderBy('id')
    .limit(wanted.most)
    .execute();
  return rows.map(exported);
}

export async function appointmentsById(trx: Trx, companyId: string, ids: readonly string[]): Promise<Exported[]> {
  if (ids.length === 0) return [];
  const rows = await selectAppointments(trx, companyId)
    .select('changedAt')
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(exported);
}

const exported = ({ changedAt, ...row }: Parameters<typeof appointmentOf>[0] & { changedAt: Date }): Exported => ({
  ...appointmentOf(row),
  changedAt,
});

/** Those that touch the time, and all that recur. */
export async function blocksIn(trx: Trx, companyId: string, { resourceId, from, to }: Wanted): Promise<BlockRow[]> {
  const rows = await selectBlocks(trx, companyId)
    .where((eb) => eb.or([eb.and([eb('endsAt', '>', from), eb('startsAt', '<', to)]), eb('rrule', '<>', '')]))
    .$if(resourceId !== undefined, (query) => query.where('resourceId', '=', resourceId ?? ''))
    .orderBy('startsAt')
    .orderBy('id')
    .execute();
  return rows.map(blockRow);
}
