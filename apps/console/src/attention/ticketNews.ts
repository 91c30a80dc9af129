import type { NoticeRow } from '@balcao/replica';
import type { Replica } from '@balcao/replica/client';
import { filter, map, type Observable, pairwise, startWith } from 'rxjs';
import { rowOf } from '../replica/index.ts';

/** Older than this it is caught up with, not news; it is in the tray (QUE-14). */
const FRESH_MS = 90_000;
/** More at once are one burst after a pause; the tray has them all. */
const NEWEST = 20;

export type TicketNews = Extract<NoticeRow['notice'], { kind: 'ticketGiven' | 'promise' | 'transferred' }>;

/** What came between two looks and concerns a ticket: pure, so that it can be told twice and heard once. */
export function newsIn(before: readonly NoticeRow[] | null, after: readonly NoticeRow[], now: number): TicketNews[] {
  if (before === null) return [];
  const told = new Map(before.map(({ id, createdAt }) => [id, createdAt]));
  return after.flatMap(({ id, createdAt, notice }) => {
    const isNews = told.get(id) !== createdAt && now - createdAt < FRESH_MS;
    return isNews && isTicketNews(notice) ? [notice] : [];
  });
}

const isTicketNews = (notice: NoticeRow['notice']): notice is TicketNews =>
  notice.kind === 'ticketGiven' || notice.kind === 'promise' || notice.kind === 'transferred';

/** Follows the reader's open notices. */
export function ticketNews({ collections }: Replica): Observable<TicketNews[]> {
  const open$ = collections.notices.find({
    selector: { recency: { $gt: 0 }, settledAt: { $eq: null } },
    sort: [{ recency: 'asc' }],
    limit: NEWEST,
  }).$;
  return open$.pipe(
    map((documents) => documents.map((document) => rowOf(document))),
    startWith(null),
    pairwise(),
    map(([before, after]) => (after === null ? [] : newsIn(before, after, Date.now()))),
    filter((news) => news.length > 0),
  );
}
