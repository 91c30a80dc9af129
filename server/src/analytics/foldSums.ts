import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/** Sums of a feature and the ledger that they are folded from; the names are ours, never a caller's. */
export type Sums = {
  /** Rows of `sign` (1, -1) and `figures`, a row of the table of sums. */
  ledger: string;
  table: string;
  /** Columns, without `company_id`. */
  key: readonly string[];
  columns: readonly string[];
};

/** Ledger rows folded at a time. Higher: one statement that holds its rows for longer. */
const MOST_AT_ONCE = 10_000;

/**
 * Folds a company's ledger into its sums: one worker at a time, whichever server it runs in.
 * @returns how many rows it folded.
 */
export async function foldSums(trx: Trx, companyId: string, sums: Sums): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${sums.table}:${companyId}`}, 0))`.execute(trx);
  const [ledger, table] = [sql.raw(sums.ledger), sql.raw(sums.table)];
  const names = ['company_id', ...sums.key];
  const key = sql.raw(names.join(', '));
  const columns = sql.raw(sums.columns.join(', '));
  const of = sql.raw(names.map((name) => `(figures).${name}`).join(', '));
  const places = sql.raw(names.map((_, at) => at + 1).join(', '));
  const added = sql.raw(sums.columns.map((name) => `sum(sign * (figures).${name})::bigint as ${name}`).join(', '));
  const grown = sql.raw(sums.columns.map((name) => `${name} = f.${name} + excluded.${name}`).join(', '));
  let folded = 0;
  for (;;) {
    const { rows } = await sql<{ count: number }>`
      with gone as (
        delete from ${ledger} where company_id = ${companyId} and n in (
          select n from ${ledger} where company_id = ${companyId} order by n limit ${MOST_AT_ONCE})
        returning sign, figures),
      sums as (select ${of}, ${added} from gone group by ${places}),
      kept as (
        insert into ${table} as f (${key}, ${columns}) select ${key}, ${columns} from sums order by ${key}
        on conflict (${key}) do update set ${grown}
        returning 1)
      select (select count(*)::int from gone) as count, (select count(*) from kept) as kept`.execute(trx);
    const count = rows[0]?.count ?? 0;
    folded += count;
    if (count < MOST_AT_ONCE) return folded;
  }
}

/** `waitMs` → `wait_ms`: a figure's column. */
export const columnName = (figure: string): string => figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
