import type { Trx } from '../db/index.ts';

const CLOSED = ['cancelled', 'completed', 'no_show'];

/** The times of a series in order of what its rule gave them; `isOpen`: something can still become of it. */
export async function timesOfSeries(trx: Trx, companyId: string, seriesId: string) {
  const rows = await trx
    .selectFrom('appointment')
    .select(['id', 'seriesStart', 'status'])
    .where('companyId', '=', companyId)
    .where('seriesId', '=', seriesId)
    .orderBy('seriesStart')
    .execute();
  return rows.flatMap(({ id, seriesStart, status }) =>
    seriesStart ? [{ id, start: seriesStart, isOpen: !CLOSED.includes(status) }] : [],
  );
}
