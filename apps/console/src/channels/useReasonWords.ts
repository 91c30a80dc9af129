import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleIn } from '../conversations/index.ts';

/** Why a channel does not work, in words, with what the other side said. */
export function useReasonWords(): (reason: string) => string {
  const { t } = useTranslation('conversations');
  return useCallback(
    (reason) => {
      if (reason === '') return '';
      const { trouble, detail } = troubleIn(reason);
      return `${t(`channelTrouble.${trouble}.what`)} ${t(`channelTrouble.${trouble}.do`)} (${detail})`;
    },
    [t],
  );
}
