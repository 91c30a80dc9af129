import { z } from 'zod';

/**
 * Where a console stands in one replica. It holds every key in every state, because RxDB lays checkpoints over each
 * other key by key.
 *
 * - first sync: `cursor` says where the next page starts; `seq` is the feed's end as it was when the sync began.
 * - live: `cursor` is null, and `seq` is the last number of the feed that was read.
 */
export const checkpointSchema = z.object({
  /** Of the feed. A restored backup has another one (foundations.md, 1). */
  epoch: z.string().max(64),
  /** What the user may see, as a hash: with another role or other queues, one starts afresh. */
  scope: z.string().max(64),
  /** Of the replica's definition. */
  version: z.int().min(0),
  seq: z.int().min(0),
  cursor: z.string().max(2000).nullable(),
  /** The console held rows when it had to start afresh: at the end of the pages it asks which of them are still its own. */
  audit: z.boolean(),
});
export type Checkpoint = z.output<typeof checkpointSchema>;
