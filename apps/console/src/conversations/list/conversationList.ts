import type { ConversationRow, MarkRow } from '@balcao/replica';
import type { LocalRow, Replica } from '@balcao/replica/client';
import { concatMap, Subscription } from 'rxjs';
import { unreadCount } from '../unread.ts';
import { changesOf } from '../window/changesOf.ts';
import { createLiveWindow } from '../window/liveWindow.ts';
import { compareKeys, type Order } from '../window/orderedWindow.ts';
import { readPage } from '../window/readPage.ts';
import { knownMarks } from './knownMarks.ts';
import { belongsTo, keyOfSort, runsOf } from './listPlan.ts';
import type { ConversationView } from './view.ts';

export type ConversationListState = {
  /** Pinned ones first, then by the view's sort. */
  rows: readonly ConversationRow[];
  /** The reader's marks by conversation, for all loaded rows that have one. */
  marks: ReadonlyMap<string, MarkRow>;
  /** Raised with every change of `marks`, which is one map for the life of the list. */
  marksVersion: number;
  phase: 'loading' | 'idle' | 'failed';
  complete: boolean;
  error: unknown;
};

export type ConversationList = {
  state(): ConversationListState;
  subscribe(listener: () => void): () => void;
  more(): void;
  close(): void;
};

const PAGE_ROWS = 60;
/** With a filter that no index knows, a page may bring few rows or none; these are enough for the tallest screen. */
const ENOUGH_ROWS = 40;

/** One view of the conversations, live. Opening reads one page, whatever is stored; `more` reads the next. */
export function openConversationList(replica: Replica, view: ConversationView, me: string): ConversationList {
  const { conversations } = replica.collections;
  const marks = knownMarks(replica.collections.marks, me);
  const pinned = new Map<string, ConversationRow>();
  /** Shown as unread once: it stays until the view changes, or reading a row would pull it from under the pointer. */
  const wasUnread = new Set<string>();
  const listeners = new Set<() => void>();
  const subscription = new Subscription();
  let closed = false;
  let marksVersion = 0;

  const matches = (row: ConversationRow) => {
    if (!belongsTo(row, view, me)) return false;
    if (!view.unread) return true;
    if (unreadCount(row, marks.byConversation.get(row.id)) > 0) wasUnread.add(row.id);
    return wasUnread.has(row.id);
  };
  const order: Order<ConversationRow> = { keyOf: keyOfSort(view.sort), matches };
  const runs = runsOf(view, me);
  const byOrder = (a: ConversationRow, b: ConversationRow) => compareKeys(order.keyOf(a), order.keyOf(b));

  const changes$ = changesOf<LocalRow<'conversations'>>(conversations).pipe(
    // A mark must be known before its conversation is judged as read or not.
    concatMap(async (changes) => {
      await marks.learn(changes.flatMap(({ row }) => (row && belongsTo(row, view, me) ? [row.id] : [])));
      return changes;
    }),
  );
  const window = createLiveWindow<ConversationRow>({
    order,
    changes$,
    pageSize: PAGE_ROWS,
    read: async (horizon, size) => {
      const page = await readPage<LocalRow<'conversations'>>(conversations, runs, horizon, size);
      await marks.learn(page.rows.map((row) => row.id));
      return page;
    },
  });

  const snapshot = (): ConversationListState => {
    const { rows, phase, complete, error } = window.state();
    const first = [...pinned.values()].filter(matches).sort(byOrder);
    const rest = pinned.size === 0 ? rows : rows.filter((row) => !pinned.has(row.id));
    return { rows: [...first, ...rest], marks: marks.byConversation, marksVersion, phase, complete, error };
  };
  let state = snapshot();
  const emit = () => {
    if (closed) return;
    state = snapshot();
    for (const listener of listeners) listener();
  };

  const pin = async (ids: string[]) => {
    await marks.learn(ids);
    const found = await conversations.findByIds(ids).exec();
    for (const document of found.values()) pinned.set(document.id, document.toMutableJSON());
    if (found.size > 0) emit();
  };
  const pinMarked = async () => {
    const found = await replica.collections.marks.find({ selector: { pinned: true }, index: ['pinned'] }).exec();
    await pin(found.filter((mark) => mark.userId === me).map((mark) => mark.conversationId));
  };
  const followMark = async (mark: MarkRow) => {
    marksVersion += 1;
    if (!mark.pinned) pinned.delete(mark.conversationId);
    else if (!pinned.has(mark.conversationId)) await pin([mark.conversationId]);
    if (view.unread) await judgeAgain(mark.conversationId);
    emit();
  };
  const judgeAgain = async (conversationId: string) => {
    const conversation = await conversations.findOne(conversationId).exec();
    if (conversation) window.change([{ id: conversation.id, row: conversation.toMutableJSON() }]);
  };
  const more = async () => {
    const wanted = window.state().rows.length + ENOUGH_ROWS;
    const isWanting = ({ rows, phase, complete } = window.state()) =>
      !closed && phase === 'idle' && !complete && rows.length < wanted;
    do await window.more();
    while (isWanting());
  };

  subscription.add(window.subscribe(emit));
  subscription.add(marks.changes$.subscribe((mark) => void followMark(mark)));
  subscription.add(
    changesOf<LocalRow<'conversations'>>(conversations).subscribe((changes) => {
      const ofPinned = changes.filter(({ id }) => pinned.has(id));
      for (const { id, row } of ofPinned) {
        if (row) pinned.set(id, row);
        else pinned.delete(id);
      }
      if (ofPinned.length > 0) emit();
    }),
  );
  void pinMarked();
  void more();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    more: () => void more(),
    close: () => {
      closed = true;
      window.close();
      marks.close();
      subscription.unsubscribe();
    },
  };
}
