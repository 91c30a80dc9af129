import type { ImportState, RowProblem } from '@balcao/domain';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

export async function insertImport(
  trx: Trx,
  actor: Actor,
  file: { fileName: string; columns: string[]; total: number },
): Promise<string> {
  const row = await trx
    .insertInto('contactImport')
    .values({ companyId: actor.companyId, userId: actor.userId, ...file })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** @param from how many rows of the file come before these. */
export async function insertImportRows(
  trx: Trx,
  companyId: string,
  importId: string,
  rows: readonly { line: number; cells: string[] }[],
  from: number,
): Promise<void> {
  await sql`
    insert into contact_import_row (company_id, import_id, n, line, cells)
    select ${companyId}, ${importId}, ${from}::integer + row.n::integer, (row.value->>'line')::integer,
      array(select jsonb_array_elements_text(row.value->'cells'))
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as row (value, n)`.execute(trx);
}

export async function findImport(trx: Trx, companyId: string, importId: string, options?: { lock: boolean }) {
  const row = await trx
    .selectFrom('contactImport')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', '=', importId)
    .$if(options?.lock ?? false, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && { ...row, state: row.state as ImportState };
}

/** What the columns meant the last time that a file had them. */
export async function lastMapping(trx: Trx, companyId: string, columns: readonly string[]) {
  const row = await trx
    .selectFrom('contactImport')
    .select(['mapping', 'country'])
    .where('companyId', '=', companyId)
    .where('mapping', 'is not', null)
    .where(sql<boolean>`columns = ${[...columns]}::text[]`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.mapping ? { mapping: row.mapping, country: row.country } : null;
}

export function sampleRows(trx: Trx, companyId: string, importId: string) {
  return trx
    .selectFrom('contactImportRow')
    .select(['line', 'cells'])
    .where('companyId', '=', companyId)
    .where('importId', '=', importId)
    .orderBy('n')
    .limit(8)
    .execute();
}

export function rowsAfter(trx: Trx, companyId: string, importId: string, done: number, limit: number) {
  return trx
    .selectFrom('contactImportRow')
    .select(['n', 'cells'])
    .where('companyId', '=', companyId)
    .where('importId', '=', importId)
    .where('n', '>', done)
    .orderBy('n')
    .limit(limit)
    .execute();
}

/** @returns whether it was in the state `from`. */
export async function setImportState(
  trx: Trx,
  companyId: string,
  importId: string,
  from: ImportState,
  to: { state: ImportState; mapping?: string[]; country?: string },
): Promise<boolean> {
  const ends = to.state === 'done' || to.state === 'cancelled';
  const row = await trx
    .updateTable('contactImport')
    .set({ ...to, ...(ends ? { finishedAt: sql<Date>`now()` } : {}) })
    .where('companyId', '=', companyId)
    .where('id', '=', importId)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function countBatch(
  trx: Trx,
  companyId: string,
  importId: string,
  batch: { through: number; created: number; updated: number; failed: number },
): Promise<void> {
  await trx
    .updateTable('contactImport')
    .set((eb) => ({
      done: batch.through,
      created: eb('created', '+', batch.created),
      updated: eb('updated', '+', batch.updated),
      failed: eb('failed', '+', batch.failed),
    }))
    .where('companyId', '=', companyId)
    .where('id', '=', importId)
    .execute();
}

export async function saveRowProblems(
  trx: Trx,
  companyId: string,
  importId: string,
  bad: readonly { n: number; problems: RowProblem[] }[],
): Promise<void> {
  if (bad.length === 0) return;
  await sql`
    update contact_import_row row set problems = bad.problems
    from jsonb_to_recordset(${JSON.stringify(bad)}::jsonb) as bad (n integer, problems jsonb)
    where row.company_id = ${companyId} and row.import_id = ${importId} and row.n = bad.n`.execute(trx);
}

/** Only the bad lines are kept once an import is over. */
export async function dropGoodRows(trx: Trx, companyId: string, importId: string): Promise<void> {
  await trx
    .deleteFrom('contactImportRow')
    .where('companyId', '=', companyId)
    .where('importId', '=', importId)
    .where('problems', 'is', null)
    .execute();
}

export function badRows(trx: Trx, companyId: string, importId: string, after: number, limit: number) {
  return trx
    .selectFrom('contactImportRow')
    .select(['n', 'line', 'cells', 'problems'])
    .where('companyId', '=', companyId)
    .where('importId', '=', importId)
    .where('problems', 'is not', null)
    .where('n', '>', after)
    .orderBy('n')
    .limit(limit)
    .execute();
}

/** Those under way stay. */
export async function deleteImportsBefore(trx: Trx, companyId: string, before: Date): Promise<void> {
  await trx
    .deleteFrom('contactImport')
    .where('companyId', '=', companyId)
    .where('createdAt', '<', before)
    .where('state', '<>', 'running')
    .execute();
}
