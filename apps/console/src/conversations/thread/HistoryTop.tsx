import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import styles from './HistoryTop.module.css';

/** How it stands with what is older than this device keeps. */
export type HistoryState = 'loading' | 'offline' | 'forbidden' | 'failed' | 'end';

/** The top of a thread that goes on at the server. One height in every state, so that nothing under it moves. */
export function HistoryTop({ state, onRetry }: { state: HistoryState; onRetry: () => void }) {
  const { t } = useTranslation('conversations');
  return (
    <div role="status" aria-busy={state === 'loading'} className={styles.top}>
      <Icon icon={History} size={14} />
      <span>{t(`older.${state}`)}</span>
      {state === 'failed' && (
        <Button variant="quiet" onClick={onRetry}>
          {t('older.retry')}
        </Button>
      )}
    </div>
  );
}
