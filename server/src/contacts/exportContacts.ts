import { type CustomField, csvLine } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { customFieldsOf } from './customFieldStore.ts';
import { rowProblems } from './importPlan.ts';
import { badRows, findImport } from './importStore.ts';
import { type ContactFilter, listContacts } from './listContacts.ts';

const PAGE_ROWS = 1_000;
/** Spreadsheets here take a file without it for Windows-1252. */
const BYTE_ORDER_MARK = '\uFEFF';
/** As an import reads them again (suggestMapping). */
const COLUMNS = [
  'name',
  'phone',
  'email',
  'status',
  'tags',
  'segments',
  'language',
  'zone',
  'external id',
  'opt-in',
  'score',
  'temperature',
  'notes',
];

/**
 * The contacts of a filter as CSV, a page at a time, each in a transaction of its own: nobody waits for it, and memory
 * holds one page. Cells never begin as a formula.
 */
export async function* exportContacts(database: Database, actor: Actor, filter: ContactFilter): AsyncGenerator<string> {
  const { fields, tags } = await inCompany(database, actor.companyId, async (trx) => {
    const rows = await trx.selectFrom('tag').select(['id', 'name']).where('companyId', '=', actor.companyId).execute();
    return {
      fields: await customFieldsOf(trx, actor.companyId),
      tags: new Map(rows.map(({ id, name }) => [id, name])),
    };
  });
  yield BYTE_ORDER_MARK + csvLine([...COLUMNS, ...fields.map(({ name }) => name)]);
  let after: string | null = null;
  do {
    const page: { rows: ContactRow[]; next: string | null } = await inCompany(
      database,
      actor.companyId,
      (trx) => listContacts(trx, actor, { filter, order: 'newest', after, limit: PAGE_ROWS }),
      { readOnly: true },
    );
    yield page.rows.map((row) => csvLine(cellsOf(row, fields, tags))).join('');
    after = page.next;
  } while (after !== null);
}

function cellsOf(row: ContactRow, fields: readonly CustomField[], tags: ReadonlyMap<string, string>): string[] {
  const optIn = row.optIn === null ? '' : row.optIn.state === 'in' ? 'yes' : 'no';
  const names = row.tags.flatMap((id) => tags.get(id) ?? []);
  return [
    row.name,
    row.phone,
    row.email,
    row.status,
    names.join(', '),
    row.segments.join(', '),
    row.language,
    row.zone,
    row.externalId,
    optIn,
    String(row.score),
    String(row.temperature),
    row.notes,
    ...fields.map(({ id }) => String(row.custom[id] ?? '')),
  ];
}

/** The bad lines of an import with what is wrong, in its own columns: mended, the file can be imported again. */
export async function* exportBadRows(database: Database, actor: Actor, importId: string): AsyncGenerator<string> {
  const found = await inCompany(database, actor.companyId, (trx) => findImport(trx, actor.companyId, importId));
  if (!found) return;
  yield BYTE_ORDER_MARK + csvLine([...found.columns, 'line', 'problem']);
  for (let after = 0; ; ) {
    const rows = await inCompany(database, actor.companyId, (trx) =>
      badRows(trx, actor.companyId, importId, after, PAGE_ROWS),
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.n;
    yield rows
      .map(({ line, cells, problems }) => {
        const words = rowProblems.parse(problems).map(({ column, code }) => `${column} ${code}`.trim());
        return csvLine([...found.columns.map((_name, index) => cells[index] ?? ''), String(line), words.join(', ')]);
      })
      .join('');
  }
}
