import type { NoticeRow } from '@balcao/replica';
import { readNotice, settleNotice } from '@balcao/replica/client';
import { useMemo } from 'react';
import { useLiveQuery, useReplica } from '../replica/index.ts';

/** More wait than anybody reads at once; the rest comes up as these are settled. */
const SHOWN = 100;

/** What came back from the server and wants a decision, newest first. */
export function useNotices() {
  const { rows, loading } = useLiveQuery<NoticeRow>(
    ({ notices }) => notices.find({ selector: { recency: { $gt: 0 } }, sort: [{ recency: 'asc' }], limit: SHOWN }),
    [],
  );
  const open = useMemo(() => rows.filter((row) => row.settledAt === null), [rows]);
  return { notices: open, loading };
}

/** Settling and reading, which other devices of the same user follow. */
export function useNoticeActions() {
  const { collections } = useReplica();
  return useMemo(
    () => ({
      settle: (noticeId: string) => settleNotice(collections, { noticeId }),
      read: (ids: readonly string[]) => Promise.all(ids.map((noticeId) => readNotice(collections, { noticeId }))),
    }),
    [collections],
  );
}
