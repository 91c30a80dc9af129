import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../desktop/index.ts';
import { useReplica } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { arrivals } from './arrivals.ts';
import { useAttentionSettings } from './attentionSettings.ts';
import { markTab } from './favicon.ts';
import { notify, withdraw } from './notify.ts';
import { playTone } from './tone.ts';
import { type Concern, concerns, unreadConversations } from './unread.ts';
import { useTicketNews } from './useTicketNews.ts';

type Options = {
  /** The conversation on screen: its messages need no tone while it is looked at. */
  openConversationId: string | null;
  onOpen: (conversationId: string) => void;
};

/** Draws attention to what arrives, and keeps count. @returns how many conversations wait to be read. */
export function useAttention({ openConversationId, onOpen }: Options): number {
  const { t } = useTranslation('shell');
  const replica = useReplica();
  const { id: me } = useUser();
  const all$ = useMemo(() => concerns(replica, me), [replica, me]);
  const [unread, setUnread] = useState(0);

  const tell = useRef((_arrived: Concern[]) => {});
  useEffect(() => {
    tell.current = (arrived) => {
      const looking = document.visibilityState === 'visible' && document.hasFocus();
      const news = arrived.filter(({ conversation }) => !(looking && conversation.id === openConversationId));
      const { sound, notifications, preview } = useAttentionSettings.getState();
      if (news.length > 0 && sound) playTone();
      if (looking || !notifications) return;
      for (const { conversation } of news) {
        const text = preview ? conversation.lastMessage?.text : '';
        notify(
          {
            conversationId: conversation.id,
            title: conversation.contactName || conversation.contactPhone,
            body: text || t('notification.body'),
            replyPlaceholder: t('notification.reply'),
          },
          onOpen,
        );
      }
    };
  });

  useTicketNews({ openConversationId, onOpen });

  useEffect(() => {
    let before: readonly Concern[] | null = null;
    const subscription = all$.subscribe((after) => {
      setUnread(unreadConversations(after));
      tell.current(arrivals(before, after, Date.now()));
      for (const id of readSince(before ?? [], after)) withdraw(id);
      before = after;
    });
    return () => subscription.unsubscribe();
  }, [all$]);

  useEffect(() => {
    markTab(t('title'), unread);
    void desktop?.badge.set({ count: unread });
  }, [unread, t]);
  useEffect(() => () => markTab(t('title'), 0), [t]);
  return unread;
}

/** Conversations that had something unread and have nothing any more. */
function readSince(before: readonly Concern[], after: readonly Concern[]): string[] {
  const stillUnread = new Set(after.filter(({ unread }) => unread > 0).map(({ conversation }) => conversation.id));
  return before
    .filter(({ conversation, unread }) => unread > 0 && !stillUnread.has(conversation.id))
    .map(({ conversation }) => conversation.id);
}
