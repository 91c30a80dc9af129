import { sendText } from '@balcao/replica/client';
import { useEffect, useRef } from 'react';
import { desktop } from '../desktop/index.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useReplica } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { useAvailability } from './availability.ts';

type Options = { unread: number; onOpen: (conversationId: string) => void };

/** Keeps tray and shell language in step, and follows what the desktop asks for: links, notifications, availability. */
export function useDesktop({ unread, onOpen }: Options): void {
  const language = useLanguage();
  const { availability, choose } = useAvailability();
  const { collections } = useReplica();
  const { id: authorId } = useUser();
  const reply = (conversationId: string, text: string) =>
    void sendText(collections, { conversationId, authorId, text });
  const newest = useRef({ onOpen, choose, reply });
  useEffect(() => {
    newest.current = { onOpen, choose, reply };
  });

  useEffect(() => {
    void desktop?.app.setLanguage({ language });
  }, [language]);

  useEffect(() => {
    void desktop?.tray.setState({ unread, availability });
  }, [unread, availability]);

  useEffect(() => {
    if (!desktop) return;
    const leave = [
      desktop.onDeepLink(({ conversationId }) => newest.current.onOpen(conversationId)),
      desktop.onNotificationOpen(({ conversationId }) => newest.current.onOpen(conversationId)),
      desktop.onNotificationReply(({ conversationId, text }) => newest.current.reply(conversationId, text)),
      desktop.onAvailabilityChosen(({ availability }) => void newest.current.choose(availability)),
    ];
    const tray = desktop.tray;
    return () => {
      for (const unsubscribe of leave) unsubscribe();
      void tray.setState({ unread: 0, availability: null });
    };
  }, []);
}
