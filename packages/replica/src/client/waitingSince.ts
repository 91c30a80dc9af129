/** What RxDB's replication has to look at when it begins: the rows that wait, instead of all rows that were ever written. */
import { type MangoQuery, normalizeMangoQuery, prepareQuery, type RxDocumentData, type RxStorageInstance } from 'rxdb';

type Place = { lwt: number; id: string };
type Row = { id: string; pending: number };

/**
 * In the order of their last write, after `since`.
 * @param since as given out before; RxDB keeps it, and comes back with one of a former start.
 */
export async function waitingSince<Kept extends Row>(
  rows: Pick<RxStorageInstance<Kept, unknown, unknown>, 'schema' | 'query'>,
  limit: number,
  since: Place = { lwt: 0, id: '' },
): Promise<{ documents: RxDocumentData<Kept>[]; checkpoint: Place }> {
  // RxDB's type of a selector cannot follow a row that is only known to have these fields.
  const waiting: MangoQuery = {
    selector: { _deleted: { $eq: false }, pending: { $gt: 0 } },
    index: ['_deleted', 'pending'],
  };
  const { documents } = await rows.query(
    prepareQuery(rows.schema, normalizeMangoQuery(rows.schema, waiting as MangoQuery<Kept>)),
  );
  const next = documents
    .filter((row) => compare(placeOf(row), since) > 0)
    .sort((a, b) => compare(placeOf(a), placeOf(b)))
    .slice(0, limit);
  const last = next.at(-1);
  return { documents: next, checkpoint: last ? placeOf(last) : since };
}

const placeOf = ({ id, _meta }: Pick<RxDocumentData<Row>, 'id' | '_meta'>): Place => ({ lwt: _meta.lwt, id });

function compare(a: Place, b: Place): number {
  return a.lwt - b.lwt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
