import { useEffect, useRef } from 'react';
import { desktop } from '../desktop/index.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useAvailability } from './availability.ts';

type Options = { unread: number; onOpen: (conversationId: string) => void };

/** Keeps tray and shell language in step, and follows what the desktop asks for: links, notifications, availability. */
export function useDesktop({ unread, onOpen }: Options): void {
  const language = useLanguage();
  const { availability, choose } = useAvailability();
  const newest = useRef({ onOpen, choose });
  useEffect(() => {
    newest.current = { onOpen, choose };
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
      desktop.onAvailabilityChosen(({ availability }) => void newest.current.choose(availability)),
    ];
    const tray = desktop.tray;
    return () => {
      for (const unsubscribe of leave) unsubscribe();
      void tray.setState({ unread: 0, availability: null });
    };
  }, []);
}
