import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../design/toastStore.ts';
import type { MessageWindow } from './messageWindow.ts';
import type { ThreadItem } from './threadItems.ts';

type Options = {
  source: MessageWindow | undefined;
  items: readonly ThreadItem[];
  virtualizer: Pick<Virtualizer<HTMLElement, Element>, 'scrollToIndex'>;
  wanted: { messageId: string } | null;
};

/** How long a message stays marked after leading to it (Bubble.module.css, `lead`). */
const MARKED_MS = 1_700;

/** Leads to a message, loading what lies between. `targetId` is the message to mark for a moment. */
export function useJump({ source, items, virtualizer, wanted }: Options) {
  const { t } = useTranslation('conversations');
  const [pending, setPending] = useState<string | null>(null);
  const [targetId, setTargetId] = useState<string | null>(null);

  const jumpTo = useCallback(
    (messageId: string) => {
      void source?.reach(messageId).then((isReached) => {
        if (isReached) setPending(messageId);
        else toast({ title: t('thread.notHere') });
      });
    },
    [source, t],
  );
  useEffect(() => {
    if (wanted) jumpTo(wanted.messageId);
  }, [wanted, jumpTo]);

  useEffect(() => {
    if (pending === null) return;
    const index = items.findIndex((item) => item.key === pending);
    if (index === -1) return;
    virtualizer.scrollToIndex(index, { align: 'center' });
    setPending(null);
    setTargetId(pending);
  }, [pending, items, virtualizer]);

  useEffect(() => {
    if (targetId === null) return;
    const timer = setTimeout(() => setTargetId(null), MARKED_MS);
    return () => clearTimeout(timer);
  }, [targetId]);

  return { targetId, jumpTo };
}
