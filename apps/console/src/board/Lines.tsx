import { useTranslation } from 'react-i18next';
import { useDirectory } from '../conversations/index.ts';
import { classes } from '../design/classes.ts';
import { useFromNow } from '../i18n/clock.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './Board.module.css';
import type { BoardLine } from './boardView.ts';
import { durationInWords } from './durations.ts';

/** Now and today by queue and by channel (QUE-12). */
export function Lines({ lines, at }: { lines: readonly BoardLine[]; at: number }) {
  const { t } = useTranslation('board');
  const language = useLanguage();
  const { queues, channels } = useDirectory();
  const count = (value: number) => value.toLocaleString(language);
  return (
    <section className={styles.wide} aria-label={t('lines')}>
      <h2>{t('lines')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('queue')}</th>
            {(['waiting', 'longestWait', 'inService', 'available', 'today'] as const).map((name) => (
              <th key={name} scope="col" className={styles.number}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ queueId, channelId, waiting, inService, longestSince, online, entered }) => (
            <tr key={`${queueId} ${channelId}`}>
              <th scope="row" className={classes(channelId !== null && styles.part)}>
                {channelId === null
                  ? (queues.get(queueId) ?? t('unnamed'))
                  : (channels.get(channelId)?.name ?? t('unnamed'))}
              </th>
              <td className={styles.number}>{count(waiting)}</td>
              <td className={styles.number}>{longestSince === null ? '–' : <Since from={longestSince} at={at} />}</td>
              <td className={styles.number}>{count(inService)}</td>
              <td className={styles.number}>{online === null ? '' : count(online)}</td>
              <td className={styles.number}>{count(entered)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Since({ from, at }: { from: number; at: number }) {
  const language = useLanguage();
  return useFromNow((now) => durationInWords(Math.max(at, now) - from, language));
}
