import type { Database } from '../db/index.ts';

export type FeedFollower = {
  /** The feeds of these companies have new numbers. Null: perhaps all have (more companies than a notice can name). */
  onChange(companyIds: readonly string[] | null): void;
  /** Notices were lost with the connection, which is back now: everything may have changed. */
  onGap(): void;
};

const CHANNEL = 'feed';
const ALL_COMPANIES = '*';

/** Follows the sequencer's notices, whichever process it ran in; returns the way to stop. */
export function followFeed(database: Database, follower: FeedFollower): Promise<() => void> {
  return database.listener.subscribe({
    channel: CHANNEL,
    onNotification: (payload) => follower.onChange(payload === ALL_COMPANIES ? null : payload.split(' ')),
    onGap: follower.onGap,
  });
}
