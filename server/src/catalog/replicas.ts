import { type CatalogRow, REPLICAS } from '@balcao/replica';
import type { ReplicaSource } from '../sync/replicaSource.ts';
import { entriesAfter, entriesByIds } from './store.ts';

/** Company, queues, tags and channels: small, and named on every screen, so everybody has all of them. */
export const catalogSource: ReplicaSource<CatalogRow> = {
  definition: REPLICAS.catalog,
  read: (trx, { companyId }, ids) => entriesByIds(trx, companyId, ids),
  async page(trx, { companyId }, after, limit) {
    const rows = await entriesAfter(trx, companyId, after, limit);
    return { rows, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  },
};
