import type { MacroAction } from '@balcao/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../replica/index.ts';

/** An action in a few words: "etiqueta Orçamento". What its ids named may be gone: then it says so. */
export function useActionWords(): (action: MacroAction) => string {
  const { t } = useTranslation('macros');
  const { rows: catalog } = useLiveQuery((all) => all.catalog.find(), []);
  const { rows: users } = useLiveQuery((all) => all.users.find(), []);
  const names = useMemo(() => new Map([...catalog, ...users].map(({ id, name }) => [id, name])), [catalog, users]);
  const nameOf = (id: string) => names.get(id) ?? t('action.gone');
  return (action) => {
    switch (action.kind) {
      case 'reply':
      case 'note':
        return t(`action.${action.kind}Words`, { text: shortened(action.text) });
      case 'tag':
        return t('action.tagWords', { tags: action.tagIds.map(nameOf).join(', ') });
      case 'assign':
        return action.userId === null ? t('action.toMe') : t('action.assignWords', { name: nameOf(action.userId) });
      case 'transfer':
        return t('action.transferWords', {
          name: nameOf(action.to.kind === 'user' ? action.to.userId : action.to.queueId),
        });
      case 'snooze':
        return action.minutes === null
          ? t('action.snoozeUntilMessage')
          : t('action.snoozeWords', { minutes: action.minutes });
      case 'close':
        return t('action.closeWords');
    }
  };
}

const MOST_SHOWN = 40;
const shortened = (text: string) => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).trimEnd()}…` : text);
