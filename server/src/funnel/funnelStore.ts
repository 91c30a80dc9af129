import { FUNNEL_FIGURES, type FunnelFigures, type FunnelSource, funnelShape } from '@balcao/domain';
import { sql } from 'kysely';
import { columnName, foldSums } from '../analytics/index.ts';
import type { Trx } from '../db/index.ts';

const column = (name: string) => sql.raw(columnName(name));

/** Under which each journey is counted once; beside it, each resource has rows of its own. */
const ONCE = '00000000-0000-0000-0000-000000000000';

/** @returns how many rows of the ledger it folded. */
export const foldJourneys = (trx: Trx, companyId: string): Promise<number> =>
  foldSums(trx, companyId, {
    ledger: 'booking_ledger',
    table: 'booking_figures',
    key: ['day', 'type_id', 'source', 'resource_id'],
    columns: FUNNEL_FIGURES.map(columnName),
  });

export type FunnelWish = {
  /** Days on the company's wall clock, both included, on which ways began: `2026-11-21`. */
  from: string;
  to: string;
  typeId?: string | undefined;
  /** Counted from the choice on: who only asks asks for no one. */
  resourceId?: string | undefined;
  source?: FunnelSource | undefined;
};

export const FUNNEL_DIMENSIONS = ['total', 'day', 'source', 'type', 'resource'] as const;
export type FunnelDimension = (typeof FUNNEL_DIMENSIONS)[number];
export type FunnelRow = { by: FunnelDimension; key: string; figures: FunnelFigures };

/** Sums of a range, in all and by day, source and type: one pass over the rows of that range; and by resource: another. */
export async function funnelOf(trx: Trx, companyId: string, wish: FunnelWish): Promise<FunnelRow[]> {
  const { from, to, typeId, resourceId, source } = wish;
  const sums = sql.join(
    FUNNEL_FIGURES.map((name) => sql`coalesce(sum(${column(name)}), 0)::float8 as ${sql.id(name)}`),
  );
  const among = sql`
    company_id = ${companyId} and day between ${from}::date and ${to}::date
    ${typeId === undefined ? sql`` : sql`and type_id = ${typeId}`}
    ${source === undefined ? sql`` : sql`and source = ${source}`}`;
  const { rows } = await sql<{ by: FunnelDimension; key: string } & Record<string, unknown>>`
    select case grouping(day, source, type_id) when 3 then 'day' when 5 then 'source' when 6 then 'type' else 'total' end as by,
      coalesce(day::text, source, type_id::text, '') as key, ${sums}
    from booking_figures where ${among} and resource_id = ${resourceId ?? ONCE}
    group by grouping sets ((), (day), (source), (type_id))
    union all
    select 'resource', resource_id::text, ${sums}
    from booking_figures where ${among} and resource_id <> ${ONCE}
      ${resourceId === undefined ? sql`` : sql`and resource_id = ${resourceId}`}
    group by resource_id
    order by 1, 2`.execute(trx);
  return rows.map(({ by, key, ...figures }) => ({ by, key, figures: funnelShape.parse(figures) }));
}

/** The same sums, counted from the journeys one by one: what the folded ones must be. */
export async function recountJourneys(trx: Trx, companyId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select adds.day::text as day, adds.type_id, adds.source, adds.resource_id,
      ${sql.join(FUNNEL_FIGURES.map((name) => sql`sum(adds.${column(name)})::float8 as ${sql.id(name)}`))}
    from booking_journey j, journey_adds(j) as adds
    where j.company_id = ${companyId} group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(trx);
  return rows;
}

/** The folded sums as `recountJourneys` gives them; rows in which everything was taken back are none. */
export async function foldedJourneys(trx: Trx, companyId: string): Promise<Record<string, unknown>[]> {
  const some = sql.raw(FUNNEL_FIGURES.map((name) => `${columnName(name)} <> 0`).join(' or '));
  const { rows } = await sql<Record<string, unknown>>`
    select day::text as day, type_id, source, resource_id,
      ${sql.join(FUNNEL_FIGURES.map((name) => sql`${column(name)}::float8 as ${sql.id(name)}`))}
    from booking_figures where company_id = ${companyId} and (${some}) order by 1, 2, 3, 4`.execute(trx);
  return rows;
}
