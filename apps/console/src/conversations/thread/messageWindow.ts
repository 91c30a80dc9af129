import type { MessageRow } from '@balcao/replica';
import type { LocalRow, Replica } from '@balcao/replica/client';
import { filter, map } from 'rxjs';
import { changesOf } from '../window/changesOf.ts';
import { createLiveWindow, type LiveWindow } from '../window/liveWindow.ts';
import { readPage } from '../window/readPage.ts';
import { type AskOlder, firstKept, mayBeOlder, olderPages } from './olderMessages.ts';

/** Enough for the tallest screen; what is above it is read while the first part is looked at. */
const PAGE_MESSAGES = 80;
/** Reading towards an old message: few large reads instead of many small ones. */
const LEAP_MESSAGES = 500;

export type MessageWindow = LiveWindow<MessageRow> & {
  /** `here`: what this device keeps. `server`: that is through, older ones come from the server. */
  source(): 'here' | 'server';
  /**
   * Reads on until `messageId` is loaded.
   * @returns false when it is not in this conversation's stored part.
   */
  reach(messageId: string): Promise<boolean>;
};

type Options = {
  conversationId: string;
  /** `conversations.messageCount`, when it is asked for. */
  messageCount: () => number;
  askOlder: AskOlder;
  now: () => number;
};

/** The messages of one conversation, newest first, live: those that are kept here, then those that only the server has. */
export function openMessageWindow(replica: Replica, options: Options): MessageWindow {
  const { conversationId, messageCount, askOlder, now } = options;
  const { messages } = replica.collections;
  const older = olderPages(askOlder);
  let source: 'here' | 'server' = 'here';

  const window: LiveWindow<MessageRow> = createLiveWindow<MessageRow>({
    order: {
      keyOf: (row) => [0, row.recency, row.id],
      matches: (row) => row.conversationId === conversationId,
    },
    changes$: changesOf<LocalRow<'messages'>>(messages).pipe(
      map((changes) => changes.filter(({ row }) => row === null || row.conversationId === conversationId)),
      filter((changes) => changes.length > 0),
    ),
    pageSize: PAGE_MESSAGES,
    read: async (horizon, size) => {
      if (source === 'server') return older(() => firstKept(window.state().rows, now()));
      const page = await readPage<LocalRow<'messages'>>(
        messages,
        [{ index: ['conversationId', 'recency'], equals: { conversationId }, by: 'recency', group: 0 }],
        horizon,
        size,
      );
      if (!page.complete) return page;
      const isMore = mayBeOlder([...window.state().rows, ...page.rows], messageCount());
      if (isMore) source = 'server';
      return { ...page, complete: !isMore };
    },
  });

  return {
    ...window,
    source: () => source,
    reach: async (messageId) => {
      const isLoaded = () => window.state().rows.some((row) => row.id === messageId);
      if (isLoaded()) return true;
      const wanted = await messages.findOne(messageId).exec();
      if (wanted?.conversationId !== conversationId) return false;
      while (!isLoaded() && source === 'here' && !window.state().complete && window.state().phase !== 'failed') {
        await window.more(LEAP_MESSAGES);
      }
      return isLoaded();
    },
  };
}
