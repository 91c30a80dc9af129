import { type ImportedContact, type RowProblem, readImportRow } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';
import { customFieldsOf } from './customFieldStore.ts';
import {
  type ImportDraft,
  insertDrafts,
  insertIdentities,
  matchContacts,
  tagsByName,
  updateDrafts,
} from './importBatchStore.ts';
import { planOf } from './importPlan.ts';
import { countBatch, dropGoodRows, findImport, rowsAfter, saveRowProblems, setImportState } from './importStore.ts';
import { type Identity, matchKeyOf } from './person.ts';
import { lockIdentities } from './store.ts';

/**
 * Rows in one transaction. Higher: faster, and whoever of them writes meanwhile waits longer (about 1 ms a row).
 */
const BATCH_ROWS = 500;

/**
 * Takes the next rows of an import: updates whoever goes by one of the row's numbers or addresses, creates who nobody is.
 *
 * @returns whether there is more to do.
 */
export async function importBatch(trx: Trx, companyId: string, importId: string): Promise<boolean> {
  const found = await findImport(trx, companyId, importId, { lock: true });
  if (found?.state !== 'running') return false;
  const rows = await rowsAfter(trx, companyId, importId, found.done, BATCH_ROWS);
  const last = rows.at(-1);
  if (!last) {
    await setImportState(trx, companyId, importId, 'running', { state: 'done' });
    await dropGoodRows(trx, companyId, importId);
    return false;
  }
  const plan = planOf(found, await customFieldsOf(trx, companyId));
  const good: ImportedContact[] = [];
  const bad: { n: number; problems: RowProblem[] }[] = [];
  for (const { n, cells } of rows) {
    const read = readImportRow(cells, plan);
    if ('contact' in read) good.push(read.contact);
    else bad.push({ n, problems: read.problems });
  }
  const { created, updated } = await take(trx, companyId, good, found.fileName);
  await saveRowProblems(trx, companyId, importId, bad);
  await countBatch(trx, companyId, importId, { through: last.n, created, updated, failed: bad.length });
  return true;
}

async function take(
  trx: Trx,
  companyId: string,
  contacts: readonly ImportedContact[],
  source: string,
): Promise<{ created: number; updated: number }> {
  const identities = contacts.flatMap(identitiesIn);
  await lockIdentities(trx, companyId, identities);
  const known = await matchContacts(trx, companyId, [...new Set(identities.map(matchKeyOf))]);
  const tags = await tagsByName(trx, companyId, [...new Set(contacts.flatMap((contact) => contact.tags))]);
  const drafts = new Map<string, ImportDraft>();
  const created = new Set<string>();
  let updated = 0;
  for (const contact of contacts) {
    const keys = identitiesIn(contact).map(matchKeyOf);
    const match = keys.map((key) => known.get(key)).find((id) => id !== undefined);
    const id = match ?? newRowId();
    if (match) updated += 1;
    else created.add(id);
    for (const key of keys) if (!known.has(key)) known.set(key, id); // a later row of the same person finds them
    const tagIds = contact.tags.flatMap((name) => tags.get(name.toLowerCase()) ?? []);
    drafts.set(id, draftOf(id, contact, tagIds, source, drafts.get(id)));
  }
  const all = [...drafts.values()];
  await insertDrafts(
    trx,
    companyId,
    all.filter(({ id }) => created.has(id)),
  );
  await updateDrafts(
    trx,
    companyId,
    all.filter(({ id }) => !created.has(id)),
  );
  await insertIdentities(trx, companyId, all);
  return { created: created.size, updated };
}

const identitiesIn = ({ phones, emails }: ImportedContact): Identity[] => [
  ...phones.map((value) => ({ kind: 'phone' as const, value })),
  ...emails.map((value) => ({ kind: 'email' as const, value })),
];

/** What a row says, on top of what an earlier row of the file said of the same person. Empty says nothing. */
function draftOf(id: string, row: ImportedContact, tags: string[], source: string, before?: ImportDraft): ImportDraft {
  return {
    id,
    name: row.name || before?.name || '',
    phone: row.phones[0] || before?.phone || '',
    email: row.emails[0] || before?.email || '',
    language: row.language || before?.language || '',
    zone: row.zone || before?.zone || '',
    external_id: row.externalId || before?.external_id || '',
    notes: row.notes || before?.notes || '',
    status: row.status ?? before?.status ?? null,
    score: row.score ?? before?.score ?? null,
    temperature: row.temperature ?? before?.temperature ?? null,
    opt_in: row.optIn ? { state: row.optIn, source } : (before?.opt_in ?? null),
    tags: [...new Set([...(before?.tags ?? []), ...tags])],
    segments: [...new Set([...(before?.segments ?? []), ...row.segments])],
    custom: { ...before?.custom, ...row.custom },
    identities: [...(before?.identities ?? []), ...identitiesIn(row)],
  };
}
