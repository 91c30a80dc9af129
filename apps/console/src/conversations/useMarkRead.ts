import type { ConversationRow, MarkRow } from '@balcao/replica';
import { markRead } from '@balcao/replica/client';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useReplica } from '../replica/index.ts';

/** Stepping through the list reads nothing: only what is looked at for so long. */
const LOOKED_AT_MS = 500;

/**
 * Marks the conversation as read while its newest message is in sight of somebody.
 *
 * @returns tells it whether the newest message is in sight.
 */
export function useMarkRead(
  conversation: ConversationRow,
  mark: MarkRow | undefined,
  me: string,
): (isAtEnd: boolean) => void {
  const { collections } = useReplica();
  const [isAtEnd, setAtEnd] = useState(false);
  const isFocused = useSyncExternalStore(subscribeToFocus, hasFocus);
  /** Marked unread by hand before it was opened: opening takes that back, once. Done while it is open, it stays. */
  const isMarked = useRef(mark?.markedUnread ?? false);
  const { id, inboundCount } = conversation;
  const readCount = mark?.readCount ?? 0;

  useEffect(() => {
    if (!isAtEnd || !isFocused || (inboundCount <= readCount && !isMarked.current)) return;
    const timer = setTimeout(() => {
      isMarked.current = false;
      void markRead(collections, { userId: me, conversationId: id, readCount: inboundCount });
    }, LOOKED_AT_MS);
    return () => clearTimeout(timer);
  }, [collections, me, id, isAtEnd, isFocused, inboundCount, readCount]);

  return setAtEnd;
}

const hasFocus = () => document.hasFocus() && document.visibilityState === 'visible';

function subscribeToFocus(listener: () => void): () => void {
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}
