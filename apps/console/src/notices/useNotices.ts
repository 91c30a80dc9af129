import type { NoticeRow } from '@balcao/replica';
import { readNotice } from '@balcao/replica/client';
import { useCallback } from 'react';
import { useLiveQuery, useReplica } from '../replica/index.ts';

/** More wait than anybody reads at once; the rest comes up as these are settled. */
const SHOWN = 100;

/**
 * What came back from the server and wants a decision, newest first. Settled ones are passed over by reading: a user
 * has dozens of notices in the window, not thousands, and an index cannot hold a null.
 */
export function useNotices() {
  const { rows, loading } = useLiveQuery<NoticeRow>(
    ({ notices }) =>
      notices.find({
        selector: { recency: { $gt: 0 }, settledAt: { $eq: null } },
        sort: [{ recency: 'asc' }],
        limit: SHOWN,
      }),
    [],
  );
  return { notices: rows, loading };
}

/** Marks notices as seen, which other devices of the same user follow. */
export function useReadNotices(): (rows: readonly NoticeRow[]) => void {
  const { collections } = useReplica();
  return useCallback(
    (rows) => {
      for (const { id, readAt } of rows) if (readAt === null) void readNotice(collections, { noticeId: id });
    },
    [collections],
  );
}
