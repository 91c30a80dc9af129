/**
 * Tells this process's distribution that a queue may have something to give: a ticket that waits, or somebody who became
 * free. Nothing depends on it: a sweep looks at every queue (QUE-04).
 */
import { afterCommit, type Database, databaseOf, type Trx } from '../db/index.ts';

export type QueueToServe = { companyId: string; queueId: string };
type Server = (queue: QueueToServe) => void;
const servers = new WeakMap<Database['events'], Set<Server>>();

/** Once `trx` is committed. */
export function askToServe(trx: Trx, companyId: string, queueIds: readonly string[]): void {
  const { events } = databaseOf(trx);
  afterCommit(trx, () => {
    for (const queueId of queueIds) for (const serve of servers.get(events) ?? []) serve({ companyId, queueId });
  });
}

/** Registers who serves queues in this process; returns the way to withdraw. */
export function serveQueues({ events }: Database, serve: Server): () => void {
  const present = servers.get(events) ?? new Set();
  servers.set(events, present);
  present.add(serve);
  return () => present.delete(serve);
}
