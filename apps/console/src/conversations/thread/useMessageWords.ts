import type { MessageKind } from '@balcao/domain';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** A message on one line: its text, or the name of its kind where it has none. */
export function useMessageWords(): (kind: MessageKind, text: string) => string {
  const { t } = useTranslation('conversations');
  return useCallback((kind, text) => (text === '' || kind === 'unsupported' ? t(`kind.${kind}`) : text), [t]);
}
