/** What this console does not keep of a thread (SYNC-05): read from the server page by page, shown, and not stored. */
import { type MessageRow, parseRow, REPLICAS, recencyOf } from '@balcao/replica';
import type { Page, SortKey } from '../window/orderedWindow.ts';

/** Answers messages before `beforeId`, newest first; from the newest where it is null. */
export type AskOlder = (beforeId: string | null) => Promise<{ rows: readonly object[]; more: boolean }>;

/** Consoles keep the messages of so many days (server, conversations/pages.ts); older ones may be here in part. */
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** Behind everything: what a window has reached that holds all there is. */
const END: SortKey = [0, Number.MAX_SAFE_INTEGER, ''];

/**
 * The message before which the server is asked first. Rows older than the window may be stray ones (somebody reacted to
 * one last week), so it is the oldest that certainly has all newer ones beside it; null when there is none.
 */
export function firstKept(newestFirst: readonly MessageRow[], now: number): string | null {
  const since = recencyOf(now - KEPT_DAYS * DAY_MS);
  const kept = newestFirst.filter((row) => row.recency < since && row.status !== 'pending');
  return kept.at(-1)?.id ?? null;
}

/** Whether the server has more of this thread than is loaded: it counts what came in and went out. */
export function mayBeOlder(rows: readonly MessageRow[], messageCount: number): boolean {
  const counted = rows.filter(
    ({ direction, status }) => (direction === 'in' || direction === 'out') && status !== 'pending',
  );
  return counted.length < messageCount;
}

/** Reads on from the server, each page before the one that came last. */
export function olderPages(ask: AskOlder) {
  let before: string | null = null;
  let begun = false;
  return async (startBefore: () => string | null): Promise<Page<MessageRow>> => {
    if (!begun) before = startBefore();
    const { rows, more } = await ask(before);
    begun = true;
    const parsed = rows.map((row) => parseRow(REPLICAS.messages, row));
    before = parsed.at(-1)?.id ?? before;
    return { rows: parsed, horizon: END, complete: !more || parsed.length === 0 };
  };
}
