import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Pill } from '../design/Pill.tsx';
import { Popover, PopoverClose } from '../design/Popover.tsx';
import { Time } from '../design/Time.tsx';
import { timeInWords } from '../i18n/timeInWords.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { usePendingChanges, useSyncState } from '../replica/index.ts';
import { loadNewest } from '../update/index.ts';
import styles from './SyncPill.module.css';
import { syncWords } from './syncWords.ts';
import { useNavigation } from './useNavigation.ts';

/** Where this console stands with the server, always in this one place, in words (CON-04). */
export function SyncPill() {
  const { t } = useTranslation('shell');
  const words = useProblemWords();
  const language = useLanguage();
  const { openInspector } = useNavigation();
  const state = useSyncState();
  const pending = usePendingChanges();
  const { key, tone } = syncWords(state, pending);
  const since = state.kind === 'offline' ? state.since : null;
  const values = {
    pending,
    remaining: state.kind === 'syncing' ? (state.remaining ?? 0) : 0,
    // A day ago "14:05" alone would be a lie.
    since: since === null ? '' : sinceWords(since, Date.now(), language),
  };
  const problem = state.kind === 'attention' ? words.ofProblem(state.problem) : null;

  return (
    <Popover
      label={t('sync.label')}
      trigger={
        <Pill tone={tone} aria-label={`${t('sync.label')}: ${t(`sync.${key}.short`, values)}`}>
          {t(`sync.${key}.short`, values)}
        </Pill>
      }
    >
      <div className={styles.body}>
        <h2>{problem?.what ?? t(`sync.${key}.title`, values)}</h2>
        <p>{problem?.todo ?? t(`sync.${key}.text`, values)}</p>
        <dl className={styles.facts}>
          <dt>{t('sync.pendingLabel')}</dt>
          <dd>{pending === 0 ? t('sync.pendingNone') : t('sync.pendingCount', { count: pending })}</dd>
          {since !== null && (
            <>
              <dt>{t('sync.sinceLabel')}</dt>
              <dd>
                <Time at={since} style="ago" />
              </dd>
            </>
          )}
        </dl>
        <PopoverClose asChild>
          <Button variant="quiet" onClick={openInspector}>
            {t('go.inspector')}
          </Button>
        </PopoverClose>
        {state.kind === 'attention' && <Button onClick={() => void loadNewest()}>{t('sync.reload')}</Button>}
      </div>
    </Popover>
  );
}

const DAY_MS = 24 * 3_600_000;
function sinceWords(since: number, now: number, language: Parameters<typeof timeInWords>[3]): string {
  return timeInWords(since, now, now - since < DAY_MS ? 'clock' : 'full', language);
}
