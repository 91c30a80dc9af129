import type { ConversationRow } from '@balcao/replica';
import { Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { exactTime } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useMinute } from '../useMinute.ts';
import { SOON_MS, timeLeft, windowOf } from '../windowLeft.ts';
import styles from './ConversationHeader.module.css';

/** How long free text may still be sent: "janela fecha em 21 h 28". */
export function WindowLeft({ conversation }: { conversation: ConversationRow }) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const now = useMinute();
  const window = windowOf(conversation, now);
  // Of a conversation that is over it says nothing: whoever reopens it sees then what may be sent.
  if (!window || conversation.status === 'closed') return null;
  if (window.kind === 'templateOnly') return <span className={styles.shut}>{t('window.closed')}</span>;
  const leftMs = window.closesAt - now;
  const { hours, minutes } = timeLeft(leftMs);
  const words =
    hours > 0
      ? t('window.closesInHours', { hours, minutes: String(minutes).padStart(2, '0') })
      : t('window.closesInMinutes', { minutes });
  return (
    <span
      className={leftMs < SOON_MS ? styles.soon : undefined}
      title={`${words} (${exactTime(window.closesAt, language)})`}
    >
      <span className={styles.windowWords}>{words}</span>
      <span className={styles.windowLeft} aria-hidden="true">
        <Icon icon={Clock} size={12} />{' '}
        {hours > 0 ? `${hours} h ${String(minutes).padStart(2, '0')}` : `${minutes} min`}
      </span>
    </span>
  );
}
