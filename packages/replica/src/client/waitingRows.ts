/** What RxDB's replication has to look at when it begins: the rows that wait, instead of all rows that were ever written. */
import { type MangoQuery, normalizeMangoQuery, prepareQuery, type RxDocumentData, type RxStorageInstance } from 'rxdb';
import { newRowId } from '../ids.ts';

/** Of the last write of a row, by the clock of this machine. */
type Place = { lwt: number; id: string };
type LookPlace = Place & { look: string };
type Row = { id: string; pending: number };
type Rows<Kept extends Row> = Pick<RxStorageInstance<Kept, unknown, unknown>, 'schema' | 'query'>;

/**
 * A reader in the order of the rows' last writes, so many at a time, until none is left; then the next look begins.
 *
 * Each look begins with the first row that waits, whatever place RxDB kept from the one before: a clock that was set back
 * since puts what is written now before that place, and it would wait for ever. To offer a row twice does no harm.
 */
export function waitingRows<Kept extends Row>(rows: Rows<Kept>) {
  let look = newRowId();
  return async (
    limit: number,
    since?: Partial<LookPlace>,
  ): Promise<{ documents: RxDocumentData<Kept>[]; checkpoint: Partial<LookPlace> | undefined }> => {
    const waiting = await allWaiting(rows);
    const from = since?.look === look ? { lwt: since.lwt ?? 0, id: since.id ?? '' } : null;
    const documents = waiting.filter((row) => !from || compare(placeOf(row), from) > 0).slice(0, limit);
    const last = documents.at(-1);
    if (last) return { documents, checkpoint: { ...placeOf(last), look } };
    look = newRowId();
    return { documents, checkpoint: since };
  };
}

async function allWaiting<Kept extends Row>(rows: Rows<Kept>): Promise<RxDocumentData<Kept>[]> {
  // RxDB's type of a selector cannot follow a row that is only known to have these fields.
  const waiting: MangoQuery = {
    selector: { _deleted: { $eq: false }, pending: { $gt: 0 } },
    index: ['_deleted', 'pending'],
  };
  const { documents } = await rows.query(
    prepareQuery(rows.schema, normalizeMangoQuery(rows.schema, waiting as MangoQuery<Kept>)),
  );
  return documents.toSorted((a, b) => compare(placeOf(a), placeOf(b)));
}

const placeOf = ({ id, _meta }: Pick<RxDocumentData<Row>, 'id' | '_meta'>): Place => ({ lwt: _meta.lwt, id });

function compare(a: Place, b: Place): number {
  return a.lwt - b.lwt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
