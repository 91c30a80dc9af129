import { type CatalogRow, REPLICAS } from '@balcao/replica';
import type { ReplicaSource } from '../sync/replicaSource.ts';
import { entriesAfter, entriesByIds } from './store.ts';

/**
 * Company, queues, tags, channels, quick replies and macros: small, and named on every screen, so everybody has all of
 * them, but for what a colleague keeps for themselves.
 */
export const catalogSource: ReplicaSource<CatalogRow> = {
  definition: REPLICAS.catalog,
  read: (trx, viewer, ids) => entriesByIds(trx, viewer, ids),
  async page(trx, viewer, after, limit) {
    const rows = await entriesAfter(trx, viewer, after, limit);
    return { rows, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  },
};
