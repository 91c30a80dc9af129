import { type CustomField, type ImportState, type ImportTarget, Refusal, suggestMapping } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { customFieldsOf } from './customFieldStore.ts';
import { importLaneKey } from './importLane.ts';
import { targetsOf } from './importPlan.ts';
import {
  deleteImportsBefore,
  findImport,
  insertImport,
  insertImportRows,
  lastMapping,
  sampleRows,
  setImportState,
} from './importStore.ts';
import type { ImportTable } from './readImportFile.ts';

/** What was asked of an import stays so long: its counts on the screen, its bad lines for mending. */
const KEPT_DAYS = 30;
const ROWS_A_STATEMENT = 2_000;

/** Keeps the file's table, and waits to be told what its columns mean. */
export async function openImport(
  trx: Trx,
  actor: Actor,
  { fileName, table }: { fileName: string; table: ImportTable },
): Promise<{ importId: string }> {
  await deleteImportsBefore(trx, actor.companyId, new Date(Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000));
  const importId = await insertImport(trx, actor, {
    fileName: fileName.slice(0, 200) || 'contatos',
    columns: table.columns,
    total: table.rows.length,
  });
  for (let at = 0; at < table.rows.length; at += ROWS_A_STATEMENT) {
    await insertImportRows(trx, actor.companyId, importId, table.rows.slice(at, at + ROWS_A_STATEMENT), at);
  }
  return { importId };
}

export type ImportPreview = {
  fileName: string;
  state: ImportState;
  total: number;
  columns: string[];
  mapping: ImportTarget[];
  country: string;
  /** The first lines of the file. */
  sample: { line: number; cells: string[] }[];
  fields: CustomField[];
};

/** The mapping is the one of the last import of the same columns, else what their names say. */
export async function previewImport(trx: Trx, actor: Actor, importId: string): Promise<ImportPreview> {
  const found = await theImport(trx, actor, importId);
  const fields = await customFieldsOf(trx, actor.companyId);
  const known = found.mapping
    ? { mapping: found.mapping, country: found.country }
    : await lastMapping(trx, actor.companyId, found.columns);
  return {
    fileName: found.fileName,
    state: found.state,
    total: found.total,
    columns: found.columns,
    mapping: known ? targetsOf(known.mapping) : suggestMapping(found.columns, fields),
    country: known?.country ?? 'BR',
    sample: await sampleRows(trx, actor.companyId, importId),
    fields,
  };
}

/** @throws Refusal `import.notWaiting` when it was started or cancelled already */
export async function startImport(
  trx: Trx,
  actor: Actor,
  { importId, mapping, country }: { importId: string; mapping: ImportTarget[]; country: string },
): Promise<void> {
  const found = await theImport(trx, actor, importId);
  if (mapping.length !== found.columns.length) {
    throw new Refusal({
      code: 'input.invalid',
      issues: [{ path: 'mapping', message: `has ${mapping.length} entries for ${found.columns.length} columns` }],
    });
  }
  if (!(await setImportState(trx, actor.companyId, importId, 'mapping', { state: 'running', mapping, country }))) {
    throw new Refusal({ code: 'import.notWaiting', state: found.state });
  }
  await addWork(trx, actor.companyId, [importLaneKey(importId)]);
}

/** What is through stays; the batch under way is the last. */
export async function cancelImport(trx: Trx, actor: Actor, importId: string): Promise<void> {
  const found = await theImport(trx, actor, importId);
  const cancelled =
    (await setImportState(trx, actor.companyId, importId, 'mapping', { state: 'cancelled' })) ||
    (await setImportState(trx, actor.companyId, importId, 'running', { state: 'cancelled' }));
  if (!cancelled) throw new Refusal({ code: 'import.notWaiting', state: found.state });
}

export async function theImport(trx: Trx, actor: Actor, importId: string) {
  const found = await findImport(trx, actor.companyId, importId);
  if (!found) throw new Refusal({ code: 'record.notFound', record: 'import', id: importId });
  return found;
}
