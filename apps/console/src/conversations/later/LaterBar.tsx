import type { ConversationRow } from '@balcao/replica';
import { Clock, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { useMinute } from '../useMinute.ts';
import { windowOf } from '../windowLeft.ts';
import styles from './later.module.css';
import { useMomentWords } from './zones.ts';

type Props = { conversation: ConversationRow; zone: string; at: number; onRemove: () => void };

/** What is written below goes at this time; and what that means for the reply window. */
export function LaterBar({ conversation, zone, at, onRemove }: Props) {
  const { t } = useTranslation('conversations');
  const now = useMinute();
  const words = useMomentWords(zone);
  // The window as it will be then, unless the contact writes before.
  const then = windowOf(conversation, Math.max(at, now));
  return (
    <div className={styles.bar} role="status">
      <Icon icon={Clock} />
      <span className={styles.words}>
        <strong>{t('later.goes', { at: words(at, now) })}</strong>
        {then?.kind === 'templateOnly' && <span className={styles.hint}>{t('later.windowThen')}</span>}
      </span>
      <IconButton icon={X} size="s" label={t('later.notLater')} onClick={onRemove} />
    </div>
  );
}
