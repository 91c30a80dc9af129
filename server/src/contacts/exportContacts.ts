import { type CustomField, csvLine, IMPORT_TARGETS, type Language, type RowProblem } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { customFieldsOf } from './customFieldStore.ts';
import { type FileWords, fileWords } from './fileWords.ts';
import { rowProblems } from './importPlan.ts';
import { badRows, findImport } from './importStore.ts';
import { type ContactFilter, listContacts } from './listContacts.ts';

const PAGE_ROWS = 1_000;
/** Spreadsheets here take a file without it for Windows-1252. */
const BYTE_ORDER_MARK = '\uFEFF';
const COLUMNS = IMPORT_TARGETS.filter((target) => target !== 'ignore');

/**
 * The contacts of a filter as CSV, a page at a time, each in a transaction of its own: nobody waits for it, and memory
 * holds one page. Cells never begin as a formula. An import reads its words again, in each language (suggestMapping).
 */
export async function* exportContacts(
  database: Database,
  actor: Actor,
  filter: ContactFilter,
  language: Language,
): AsyncGenerator<string> {
  const words = fileWords(language);
  const { fields, tags } = await inCompany(database, actor.companyId, async (trx) => {
    const rows = await trx.selectFrom('tag').select(['id', 'name']).where('companyId', '=', actor.companyId).execute();
    return {
      fields: await customFieldsOf(trx, actor.companyId),
      tags: new Map(rows.map(({ id, name }) => [id, name])),
    };
  });
  yield BYTE_ORDER_MARK +
    csvLine([...COLUMNS.map((column) => words.import.target[column]), ...fields.map(({ name }) => name)]);
  let after: string | null = null;
  do {
    const page: { rows: ContactRow[]; next: string | null } = await inCompany(
      database,
      actor.companyId,
      (trx) => listContacts(trx, actor, { filter, order: 'newest', after, limit: PAGE_ROWS }),
      { readOnly: true },
    );
    yield page.rows.map((row) => csvLine(cellsOf(row, { fields, tags, words }))).join('');
    after = page.next;
  } while (after !== null);
}

type Telling = { fields: readonly CustomField[]; tags: ReadonlyMap<string, string>; words: FileWords };

/** In the order of `COLUMNS`. */
function cellsOf(row: ContactRow, { fields, tags, words }: Telling): string[] {
  const { yes, no } = words.file;
  const optIn = row.optIn === null ? '' : row.optIn.state === 'in' ? yes : no;
  const names = row.tags.flatMap((id) => tags.get(id) ?? []);
  return [
    row.name,
    row.phone,
    row.email,
    words.status[row.status],
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
export async function* exportBadRows(
  database: Database,
  actor: Actor,
  importId: string,
  language: Language,
): AsyncGenerator<string> {
  const words = fileWords(language);
  const found = await inCompany(database, actor.companyId, (trx) => findImport(trx, actor.companyId, importId));
  if (!found) return;
  yield BYTE_ORDER_MARK + csvLine([...found.columns, words.import.line, words.file.problem]);
  for (let after = 0; ; ) {
    const rows = await inCompany(database, actor.companyId, (trx) =>
      badRows(trx, actor.companyId, importId, after, PAGE_ROWS),
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.n;
    yield rows
      .map(({ line, cells, problems }) => {
        const said = rowProblems.parse(problems).map((problem) => sentenceOf(problem, words));
        return csvLine([...found.columns.map((_name, index) => cells[index] ?? ''), String(line), said.join(', ')]);
      })
      .join('');
  }
}

const sentenceOf = ({ column, code, value }: RowProblem, words: FileWords): string =>
  `${column === '' ? '' : `${column}: `}${words.import.bad[code]} ${value}`.trim();
