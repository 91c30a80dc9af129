import { type ConversationRow, type MarkRow, markId } from '@balcao/replica';
import type { Replica } from '@balcao/replica/client';
import { combineLatest, distinctUntilChanged, map, type Observable, shareReplay, switchMap, throttleTime } from 'rxjs';
import { unreadCount } from '../conversations/index.ts';
import { rowOf } from '../replica/index.ts';

/** The badge ends at "99+", so the newest of each kind are enough; older ones cost reading and change nothing. */
const NEWEST = 150;
/** The first change counts at once, a burst so often. Lower: counting and marking the tab cost as much as the rows do. */
const COALESCE_MS = 500;

/** What concerns the reader now: open conversations of theirs and those that nobody has, the newest, with what is unread. */
export type Concern = { conversation: ConversationRow; unread: number };

/** Follows the replica; one subscription for the whole console, since both badge and tone need it. */
export function concerns(replica: Replica, me: string): Observable<readonly Concern[]> {
  const { conversations, marks } = replica.collections;
  const newestOf = (assigneeId: string) =>
    conversations.find({
      selector: { status: 'open', assigneeId },
      sort: [{ status: 'asc' }, { assigneeId: 'asc' }, { recency: 'asc' }],
      limit: NEWEST,
    }).$;
  const rows$ = combineLatest([newestOf(me), newestOf('')]).pipe(
    throttleTime(COALESCE_MS, undefined, { leading: true, trailing: true }),
    map(([mine, nobodys]) => [...mine, ...nobodys].map((document) => rowOf(document))),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
  const marks$ = rows$.pipe(
    map((rows) => rows.map((row) => markId(me, row.id)).sort()),
    distinctUntilChanged((before, after) => before.join() === after.join()),
    switchMap((ids) => marks.findByIds(ids).$),
    map((found) => new Map([...found.values()].map((mark): [string, MarkRow] => [mark.conversationId, rowOf(mark)]))),
  );
  return combineLatest([rows$, marks$]).pipe(
    map(([rows, known]) =>
      rows.map((conversation) => ({ conversation, unread: unreadCount(conversation, known.get(conversation.id)) })),
    ),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
}

/** How many conversations wait to be read. */
export function unreadConversations(all: readonly Concern[]): number {
  return all.filter(({ unread }) => unread > 0).length;
}
