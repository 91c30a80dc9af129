import type { Block } from '@balcao/calendar';
import type { BlockRow } from '@balcao/replica';
import type { Trx } from '../db/index.ts';

const COLUMNS = ['id', 'resourceId', 'startsAt', 'endsAt', 'zone', 'reason', 'rrule', 'exceptions'] as const;

export const selectBlocks = (trx: Trx, companyId: string) =>
  trx.selectFrom('calendarBlock').select(COLUMNS).where('companyId', '=', companyId);

type Record = Awaited<ReturnType<ReturnType<typeof selectBlocks>['executeTakeFirstOrThrow']>>;

export const blockRow = ({ startsAt, endsAt, resourceId, exceptions, ...row }: Record): BlockRow => ({
  ...row,
  resourceId: resourceId ?? '',
  from: startsAt.getTime(),
  to: endsAt.getTime(),
  exceptions: exceptions.map(Number),
  removed: false,
});

/** As the engine reads them. */
export const blockOf = ({ resourceId, rrule, from, to, zone, exceptions }: BlockRow): Block => ({
  resourceId: resourceId || null,
  rrule: rrule || null,
  from,
  to,
  zone,
  exceptions,
});

/** Those that are not over, and all that recur. */
export async function blocksAfter(trx: Trx, companyId: string, from: Date): Promise<BlockRow[]> {
  const rows = await selectBlocks(trx, companyId)
    .where((eb) => eb.or([eb('endsAt', '>', from), eb('rrule', '<>', '')]))
    .orderBy('startsAt')
    .orderBy('id')
    .execute();
  return rows.map(blockRow);
}

export type BlockWish = Omit<BlockRow, 'id' | 'removed'>;

export async function saveBlockRow(
  trx: Trx,
  { companyId, userId }: { companyId: string; userId: string },
  id: string,
  { from, to, resourceId, ...rest }: BlockWish,
): Promise<void> {
  const values = { ...rest, resourceId: resourceId || null, startsAt: new Date(from), endsAt: new Date(to) };
  await trx
    .insertInto('calendarBlock')
    .values({ companyId, id, createdBy: userId, ...values })
    .onConflict((on) => on.constraint('calendar_block_key').doUpdateSet(values))
    .execute();
}
