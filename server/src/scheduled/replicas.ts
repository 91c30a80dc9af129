import { REPLICAS, type ScheduledRow } from '@balcao/replica';
import { wishOf } from '../conversations/index.ts';
import type { ReplicaSource } from '../sync/index.ts';
import { cancelScheduled, editScheduled } from './editScheduled.ts';
import { scheduleMessage } from './scheduleMessage.ts';
import { rowOf, selectScheduled } from './store.ts';

export const scheduledReplica: ReplicaSource<ScheduledRow> = {
  definition: REPLICAS.scheduled,
  read: async (trx, viewer, ids, options) => {
    if (ids.length === 0) return [];
    const records = await selectScheduled(trx, viewer)
      .where('scheduledMessage.id', 'in', [...ids])
      // The conversation first, as whoever sends them does.
      .$if(options?.lock ?? false, (query) => query.forNoKeyUpdate('conversation'))
      .execute();
    return records.map(rowOf);
  },
  page: async (trx, viewer, after, limit) => {
    const records = await selectScheduled(trx, viewer)
      .$if(after !== null, (query) => query.where('scheduledMessage.id', '>', after))
      .orderBy('scheduledMessage.id')
      .limit(limit)
      .execute();
    return { rows: records.map(rowOf), next: records.length < limit ? null : (records.at(-1)?.id ?? null) };
  },
  write: async (trx, actor, { master, merged, changed }) => {
    const { id, conversationId, content, dueAt } = merged;
    if (!master) {
      // Written and given up before it ever came here.
      if (merged.cancelled) return;
      const place = { id, conversationId, replyToId: merged.replyToId || null, dueAt, mayBeLate: true };
      await scheduleMessage(trx, actor, { ...wishOf(content), ...place });
    } else if (merged.cancelled) {
      await cancelScheduled(trx, actor, { id });
    } else {
      const wish = changed.includes('content') ? { wish: wishOf(content) } : {};
      await editScheduled(trx, actor, { id, ...wish, dueAt, mayBeLate: true });
    }
  },
};
