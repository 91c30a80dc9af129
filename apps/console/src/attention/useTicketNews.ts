import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { contactLabel } from '../conversations/index.ts';
import { useReplica } from '../replica/index.ts';
import { useAttentionSettings } from './attentionSettings.ts';
import { notify } from './notify.ts';
import { type TicketNews, ticketNews } from './ticketNews.ts';
import { playTone } from './tone.ts';

type Options = { openConversationId: string | null; onOpen: (conversationId: string) => void };

/** Tone and notification for tickets that come to the reader and promises about to break (QUE-10, QUE-14). */
export function useTicketNews({ openConversationId, onOpen }: Options): void {
  const { t } = useTranslation('shell');
  const replica = useReplica();
  const tell = useRef((_news: TicketNews[]) => {});
  useEffect(() => {
    tell.current = (news) => {
      const looking = document.visibilityState === 'visible' && document.hasFocus();
      const unseen = news.filter(({ conversationId }) => !(looking && conversationId === openConversationId));
      const { sound, notifications } = useAttentionSettings.getState();
      if (unseen.length > 0 && sound) playTone();
      if (looking || !notifications) return;
      for (const notice of unseen) void show(notice);
    };
    async function show(notice: TicketNews): Promise<void> {
      const { conversationId } = notice;
      const conversation = await replica.collections.conversations.findOne(conversationId).exec();
      const title = t(`notification.${notice.kind === 'promise' ? notice.state : notice.kind}`);
      const body = conversation ? contactLabel(conversation) : '';
      notify({ conversationId, title, body, replyPlaceholder: t('notification.reply') }, onOpen);
    }
  });
  useEffect(() => {
    const subscription = ticketNews(replica).subscribe((news) => tell.current(news));
    return () => subscription.unsubscribe();
  }, [replica]);
}
