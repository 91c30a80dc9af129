import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../design/toastStore.ts';

/** Puts a text into the clipboard, and says so. */
export function useCopy(): (text: string) => void {
  const { t } = useTranslation('conversations');
  return useCallback(
    (text) => {
      navigator.clipboard.writeText(text).then(
        () => toast({ title: t('copied'), durationMs: 2_000 }),
        () => toast({ title: t('copyFailed'), tone: 'bad' }),
      );
    },
    [t],
  );
}
