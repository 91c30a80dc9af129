import type { ConversationRow, MarkRow, MessageRow } from '@balcao/replica';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, MessagesSquare } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/index.ts';
import { EmptyState } from '../../design/EmptyState.tsx';
import { ErrorState } from '../../design/ErrorState.tsx';
import { Icon } from '../../design/Icon.tsx';
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx';
import { useReplica } from '../../replica/index.ts';
import { unreadCount } from '../unread.ts';
import { useWindow } from '../window/useWindow.ts';
import type { BubbleActions } from './Bubble.tsx';
import { localDay } from './localDay.ts';
import { openMessageWindow } from './messageWindow.ts';
import { END_PX, isNearEnd } from './nearEnd.ts';
import { type Reacting, ReactionPicker } from './ReactionPicker.tsx';
import { withWaitingReactions } from './reactions.ts';
import { stayAtEnd } from './stayAtEnd.ts';
import styles from './Thread.module.css';
import { ThreadRow } from './ThreadRow.tsx';
import { ThreadSkeleton } from './ThreadSkeleton.tsx';
import { type ThreadItem, threadItems, unreadMark } from './threadItems.ts';
import { useAnnouncement } from './useAnnouncement.ts';
import { useEstimates } from './useEstimates.ts';
import { useJump } from './useJump.ts';
import { useOlder } from './useOlder.ts';

type Props = {
  conversation: ConversationRow;
  /** As it was when the conversation was opened decides where the unread line stands. */
  mark: MarkRow | undefined;
  me: string;
  /** A message to lead to, from a search or a link. */
  wanted: { messageId: string } | null;
  onQuote: (row: MessageRow) => void;
  /** An empty emoji takes ours back. `null`: nothing can be reacted to here. */
  onReact: ((row: MessageRow, emoji: string) => void) | null;
  /** The message under the pointer. */
  onPoint: (row: MessageRow | null) => void;
  /** Whether the newest message is in sight. */
  onAtEnd: (isAtEnd: boolean) => void;
};

/** Items drawn beyond the edges. Lower: white flashes on fast scrolling. Higher: slower first paint. */
const OVERSCAN = 8;
/** Older messages are read when so few are left above. */
const NEAR_TOP_ITEMS = 25;

/** The messages of one conversation, read from the newest end. Give it the conversation's id as `key`. */
export function Thread({ conversation, mark, me, wanted, onQuote, onReact, onPoint, onAtEnd }: Props) {
  const { t } = useTranslation('conversations');
  const replica = useReplica();
  const api = useApi();
  const messageCount = useRef(conversation.messageCount);
  useEffect(() => {
    messageCount.current = conversation.messageCount;
  }, [conversation.messageCount]);
  const live = useWindow(
    () =>
      openMessageWindow(replica, {
        conversationId: conversation.id,
        messageCount: () => messageCount.current,
        askOlder: (beforeId) => api.conversations.older.query({ conversationId: conversation.id, beforeId }),
        now: Date.now,
      }),
    [replica, api, conversation.id],
  );
  const source = live?.source;
  const rows = live?.state.rows ?? [];
  const [unreadAtOpen] = useState(() => unreadCount(conversation, mark));
  const unread = useMemo(() => unreadMark(rows, unreadAtOpen), [rows, unreadAtOpen]);
  const [firstUnread] = useFirst(unread);
  const { top, mayReadOn } = useOlder(live);
  const items = useMemo<ThreadItem[]>(() => {
    const below = threadItems(withWaitingReactions(rows), firstUnread, localDay);
    return top === null ? below : [{ type: 'top', key: 'top', state: top }, ...below];
  }, [rows, firstUnread, top]);

  const scroller = useRef<HTMLElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const estimate = useEstimates(scroller);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index];
      return item ? estimate(item) : 0;
    },
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: OVERSCAN,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    paddingStart: 16,
    paddingEnd: 16,
    directDomUpdates: true,
    onChange: (instance) => setAtEnd(isNearEnd(instance)),
  });

  const readOn = useCallback(() => void source?.more(), [source]);
  useEffect(readOn, [readOn]);

  const isPlaced = useRef(false);
  useLayoutEffect(() => {
    if (isPlaced.current || rows.length === 0) return;
    isPlaced.current = true;
    const unreadIndex = items.findIndex((item) => item.type === 'unread');
    if (unreadIndex > 0) virtualizer.scrollToIndex(unreadIndex, { align: 'start' });
    else virtualizer.scrollToEnd();
  }, [items, rows.length, virtualizer]);

  // A thread so short that it fits stands at both its ends: what comes in above must not push the newest out of sight.
  const fitted = useRef(true);
  const oldest = rows.at(-1)?.id;
  useLayoutEffect(() => {
    if (isPlaced.current && fitted.current && oldest !== undefined) virtualizer.scrollToEnd();
  }, [oldest, virtualizer]);
  useEffect(() => {
    const { scrollRect } = virtualizer;
    fitted.current = scrollRect !== null && virtualizer.getTotalSize() <= scrollRect.height;
  });

  useLayoutEffect(() => (scroller.current ? stayAtEnd(scroller.current, virtualizer) : undefined), [virtualizer]);

  const drawn = virtualizer.getVirtualItems();
  const isNearTop = (drawn[0]?.index ?? Number.POSITIVE_INFINITY) < NEAR_TOP_ITEMS;
  const canReadOn = live?.state.phase === 'idle' && !live.state.complete && items.length > 0 && mayReadOn;
  useEffect(() => {
    if (isNearTop && canReadOn) void source?.more();
  }, [isNearTop, canReadOn, source]);

  const newest = rows[0]?.id;
  useEffect(() => onAtEnd(isAtEnd && newest !== undefined), [isAtEnd, newest, onAtEnd]);

  // Whoever answers wants to see the answer, wherever they were reading.
  const ownNewest =
    rows[0]?.authorId === me && rows[0].status === 'pending' && rows[0].kind !== 'reaction' ? rows[0].id : undefined;
  useEffect(() => {
    if (ownNewest !== undefined && isPlaced.current) virtualizer.scrollToEnd();
  }, [ownNewest, virtualizer]);

  const { targetId, jumpTo } = useJump({ source, items, virtualizer, wanted });
  const [reacting, setReacting] = useState<Reacting | null>(null);
  const on = useMemo<BubbleActions>(
    () => ({
      quote: onQuote,
      jump: jumpTo,
      react: onReact && {
        choose: (row, at) => setReacting({ row, at }),
        remove: (row) => onReact(row, ''),
      },
      point: onPoint,
    }),
    [onQuote, jumpTo, onReact, onPoint],
  );
  const [seenUpTo, setSeenUpTo] = useState<string | undefined>(undefined);
  if (isAtEnd && newest !== seenUpTo) setSeenUpTo(newest);
  const newBelow = isAtEnd ? 0 : countNewer(rows, seenUpTo);
  const announcement = useAnnouncement(rows, conversation.contactName);
  const toEnd = useCallback(() => virtualizer.scrollToEnd({ behavior: 'smooth' }), [virtualizer]);

  if (live?.state.phase === 'failed' && rows.length === 0 && top === null) {
    return (
      <div className={styles.frame}>
        <ErrorState title={t('thread.failed')} onRetry={() => void source?.more()}>
          {t('thread.failedHint')}
        </ErrorState>
      </div>
    );
  }
  const isEmpty = live?.state.complete && rows.length === 0;
  return (
    <div className={styles.frame}>
      <section
        ref={scroller}
        className={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('thread.label', { name: conversation.contactName })}
      >
        {isEmpty && <EmptyState icon={MessagesSquare} title={t('thread.empty')} />}
        {!isEmpty && rows.length === 0 && <ThreadSkeleton />}
        {/* biome-ignore lint/a11y/useSemanticElements: the items are placed absolutely, which <ol> gains nothing from */}
        <div role="list" ref={virtualizer.containerRef} className={styles.whole}>
          {drawn.map(({ key, index }) => {
            const item = items[index];
            if (!item) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={key}
                role="listitem"
                data-index={index}
                ref={virtualizer.measureElement}
                className={styles.item}
              >
                <ThreadRow item={item} me={me} targetId={targetId} on={on} onRetry={readOn} />
              </div>
            );
          })}
        </div>
      </section>
      {reacting && onReact && (
        <ReactionPicker reacting={reacting} onReact={onReact} onClose={() => setReacting(null)} />
      )}
      {!isAtEnd && items.length > 0 && (
        <button type="button" className={styles.down} onClick={toEnd}>
          {newBelow > 0 ? t('thread.newBelow', { count: newBelow }) : t('thread.toEnd')}
          <Icon icon={ArrowDown} size={14} />
        </button>
      )}
      <VisuallyHidden>
        <span role="status">{announcement}</span>
      </VisuallyHidden>
    </div>
  );
}

/** The first value that was not null: the unread line stays where it was while messages come and go. */
function useFirst<Value>(value: Value | null): [Value | null] {
  const [first, setFirst] = useState(value);
  if (first === null && value !== null) setFirst(value);
  return [first];
}

function countNewer(newestFirst: readonly MessageRow[], seenId: string | undefined): number {
  const seen = newestFirst.findIndex((row) => row.id === seenId);
  return newestFirst.slice(0, Math.max(0, seen)).filter((row) => row.direction === 'in').length;
}
