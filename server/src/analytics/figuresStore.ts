import { FIGURES, type Figures, figuresShape } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { columnName, foldSums } from './foldSums.ts';

/** Columns as this feature's SQL names them; the names are the domain's, never a caller's. */
const column = (name: string) => sql.raw(columnName(name));

/** @returns how many rows of the ledger it folded. */
export const foldLedger = (trx: Trx, companyId: string): Promise<number> =>
  foldSums(trx, companyId, {
    ledger: 'ticket_ledger',
    table: 'ticket_figures',
    key: ['day', 'queue_id', 'channel_id', 'user_id', 'hour'],
    columns: FIGURES.map(columnName),
  });

export const DIMENSIONS = ['total', 'day', 'hour', 'queue', 'channel', 'user'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type Wanted = {
  /** Days on the company's wall clock, both included: `2026-11-21`. */
  from: string;
  to: string;
  /** `null`: all. */
  queueIds: readonly string[] | null;
  channelId?: string | undefined;
  userId?: string | undefined;
};
export type FiguresRow = { by: Dimension; key: string; figures: Figures };

/** Sums of a range, in all and by day, hour of the day, queue, channel and person: one pass. Nobody's are by no person. */
export async function figuresOf(trx: Trx, companyId: string, wanted: Wanted): Promise<FiguresRow[]> {
  const { from, to, queueIds, channelId, userId } = wanted;
  const { rows } = await sql<{ by: Dimension; key: string } & Record<string, unknown>>`
    select case grouping(day, hour, queue_id, channel_id, user_id)
        when 15 then 'day' when 23 then 'hour' when 27 then 'queue' when 29 then 'channel' when 30 then 'user' else 'total' end as by,
      coalesce(day::text, hour::text, queue_id::text, channel_id::text, user_id::text, '') as key,
      ${sql.join(FIGURES.map((name) => sql`coalesce(sum(${column(name)}), 0)::float8 as ${sql.id(name)}`))}
    from ticket_figures
    where company_id = ${companyId} and day between ${from}::date and ${to}::date
      ${queueIds === null ? sql`` : sql`and queue_id = any(${[...queueIds]}::uuid[])`}
      ${channelId === undefined ? sql`` : sql`and channel_id = ${channelId}`}
      ${userId === undefined ? sql`` : sql`and user_id = ${userId}`}
    group by grouping sets ((), (day), (hour), (queue_id), (channel_id), (user_id))
    order by 1, 2`.execute(trx);
  return rows
    .filter(({ by, key }) => by !== 'user' || key !== NOBODY)
    .map(({ by, key, ...figures }) => ({ by, key, figures: figuresShape.parse(figures) }));
}
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The same sums, counted from the tickets one by one: what the folded ones must be. */
export async function recount(trx: Trx, companyId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select adds.day::text as day, adds.queue_id, adds.channel_id, adds.user_id, adds.hour,
      ${sql.join(FIGURES.map((name) => sql`sum(adds.${column(name)})::float8 as ${sql.id(name)}`))}
    from ticket t, ticket_adds(t) as adds
    where t.company_id = ${companyId} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(trx);
  return rows;
}

/** The folded sums as `recount` gives them; cells in which everything was taken back are none. */
export async function folded(trx: Trx, companyId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select day::text as day, queue_id, channel_id, user_id, hour,
      ${sql.join(FIGURES.map((name) => sql`${column(name)}::float8 as ${sql.id(name)}`))}
    from ticket_figures where company_id = ${companyId} and entered <> 0 order by 1, 2, 3, 4, 5`.execute(trx);
  return rows;
}
