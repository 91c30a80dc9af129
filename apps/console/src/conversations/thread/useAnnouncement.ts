import type { MessageRow } from '@balcao/replica';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessageWords } from './useMessageWords.ts';

/** What a screen reader says when a message comes into the open conversation. */
export function useAnnouncement(newestFirst: readonly MessageRow[], name: string): string {
  const { t } = useTranslation('conversations');
  const words = useMessageWords();
  const known = useRef<string | undefined>(undefined);
  const [said, setSaid] = useState('');
  const newest = newestFirst[0];
  useEffect(() => {
    const isFirstLoad = known.current === undefined;
    if (newest && newest.id !== known.current && !isFirstLoad && newest.direction === 'in') {
      setSaid(t('thread.arrived', { name, text: words(newest.kind, newest.text) }));
    }
    known.current = newest?.id ?? known.current;
  }, [newest, name, t, words]);
  return said;
}
