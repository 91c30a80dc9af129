import type { MessageRow } from '@balcao/replica';
import type { HistoryState } from './HistoryTop.tsx';

/** What stands in a thread from top to bottom. `key` stays with its item however much is loaded around it. */
export type ThreadItem =
  /** How it stands with what is older than this device keeps. */
  | { type: 'top'; key: 'top'; state: HistoryState }
  | { type: 'day'; key: string; at: number }
  | { type: 'unread'; key: 'unread'; count: number }
  | { type: 'entry'; key: string; row: MessageRow }
  | BubbleItem;

type BubbleItem = {
  type: 'bubble';
  key: string;
  row: MessageRow;
  /** The message that it answers, where that is loaded too. */
  original: MessageRow | null;
  startsGroup: boolean;
  endsGroup: boolean;
};

export type UnreadMark = { firstId: string; count: number } | null;

/** Bubbles of one side farther apart than this begin a new group. Lower: a choppy thread. Higher: one block without times. */
const GROUP_GAP_MS = 5 * 60_000;

/**
 * @param newestFirst messages of one conversation, as its window holds them.
 * @param dayOf a number that is the same for all times of one day in the reader's zone.
 * @returns items oldest first.
 */
export function threadItems(
  newestFirst: readonly MessageRow[],
  unread: UnreadMark,
  dayOf: (ms: number) => number,
): ThreadItem[] {
  const rows = newestFirst.filter(standsAlone).reverse();
  const byId = new Map(newestFirst.map((row) => [row.id, row]));
  const items: ThreadItem[] = [];
  let previous: MessageRow | undefined;
  rows.forEach((row, index) => {
    const day = dayOf(row.createdAt);
    const isNewDay = !previous || dayOf(previous.createdAt) !== day;
    if (isNewDay) items.push({ type: 'day', key: `day-${day}`, at: row.createdAt });
    const isFirstUnread = unread?.firstId === row.id;
    if (isFirstUnread) items.push({ type: 'unread', key: 'unread', count: unread.count });
    if (row.direction === 'system') items.push({ type: 'entry', key: row.id, row });
    else {
      const next = rows[index + 1];
      const breaksAfter =
        !next || dayOf(next.createdAt) !== day || next.id === unread?.firstId || !inOneGroup(row, next);
      const startsGroup = isNewDay || isFirstUnread || !previous || !inOneGroup(previous, row);
      const original = row.replyToId === null ? null : (byId.get(row.replyToId) ?? null);
      items.push({ type: 'bubble', key: row.id, row, original, startsGroup, endsGroup: breaksAfter });
    }
    previous = row;
  });
  return items;
}

/** A reaction stands as a chip on the message it is for; only one whose message is unknown gets a bubble. */
function standsAlone(row: MessageRow): boolean {
  return row.content.kind !== 'reaction' || row.content.toMessageId === null;
}

function inOneGroup(a: MessageRow, b: MessageRow): boolean {
  return (
    a.direction === b.direction &&
    a.direction !== 'system' &&
    a.source === b.source &&
    a.authorId === b.authorId &&
    b.createdAt - a.createdAt < GROUP_GAP_MS
  );
}

/**
 * Where the unread part begins: the `count`-th inbound message from the newest end.
 * @returns `null` when nothing is unread, or when that message is not loaded.
 */
export function unreadMark(newestFirst: readonly MessageRow[], count: number): UnreadMark {
  if (count === 0) return null;
  const first = newestFirst.filter((row) => row.direction === 'in')[count - 1];
  return first ? { firstId: first.id, count } : null;
}
