import type { MessageRow } from '@balcao/replica';
import type { LocalRow, Replica } from '@balcao/replica/client';
import { filter, map } from 'rxjs';
import { changesOf } from '../window/changesOf.ts';
import { createLiveWindow, type LiveWindow } from '../window/liveWindow.ts';
import { readPage } from '../window/readPage.ts';

/** Enough for the tallest screen; what is above it is read while the first part is looked at. */
const PAGE_MESSAGES = 80;
/** Reading towards an old message: few large reads instead of many small ones. */
const LEAP_MESSAGES = 500;

export type MessageWindow = LiveWindow<MessageRow> & {
  /**
   * Reads on until `messageId` is loaded.
   * @returns false when it is not in this conversation's stored part.
   */
  reach(messageId: string): Promise<boolean>;
};

/** The messages of one conversation, newest first, live. */
export function openMessageWindow(replica: Replica, conversationId: string): MessageWindow {
  const { messages } = replica.collections;
  const window = createLiveWindow<MessageRow>({
    order: {
      keyOf: (row) => [0, row.recency, row.id],
      matches: (row) => row.conversationId === conversationId,
    },
    changes$: changesOf<LocalRow<'messages'>>(messages).pipe(
      map((changes) => changes.filter(({ row }) => row === null || row.conversationId === conversationId)),
      filter((changes) => changes.length > 0),
    ),
    pageSize: PAGE_MESSAGES,
    read: (horizon, size) =>
      readPage<LocalRow<'messages'>>(
        messages,
        [{ index: ['conversationId', 'recency'], equals: { conversationId }, by: 'recency', group: 0 }],
        horizon,
        size,
      ),
  });

  return {
    ...window,
    reach: async (messageId) => {
      const isLoaded = () => window.state().rows.some((row) => row.id === messageId);
      if (isLoaded()) return true;
      const wanted = await messages.findOne(messageId).exec();
      if (wanted?.conversationId !== conversationId) return false;
      while (!isLoaded() && !window.state().complete && window.state().phase !== 'failed') {
        await window.more(LEAP_MESSAGES);
      }
      return isLoaded();
    },
  };
}
