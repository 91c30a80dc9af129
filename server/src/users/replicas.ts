import { REPLICAS, type UserRow } from '@balcao/replica';
import type { ReplicaSource } from '../sync/replicaSource.ts';
import { usersAfter, usersByIds } from './store.ts';

/** Everybody of the company, for everybody of it: names stand on conversations, and one assigns to them. */
export const usersSource: ReplicaSource<UserRow> = {
  definition: REPLICAS.users,
  read: (trx, { companyId }, ids, { lock } = { lock: false }) => usersByIds(trx, companyId, ids, lock),
  async page(trx, { companyId }, after, limit) {
    const rows = await usersAfter(trx, companyId, after, limit);
    return { rows, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  },
};
