import { useTranslation } from 'react-i18next';
import { useFromNow } from '../i18n/clock.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './Board.module.css';
import type { BoardView } from './boardView.ts';
import { durationInWords, shareInWords, timeOrNone } from './durations.ts';

/** The four numbers that one looks at from across the room. */
export function Numbers({ view, at }: { view: BoardView; at: number }) {
  const { t } = useTranslation('board');
  const language = useLanguage();
  const { longestSince, summary, people } = view;
  const longest = useFromNow((now) =>
    longestSince === null ? '' : durationInWords(Math.max(at, now) - longestSince, language),
  );
  return (
    <>
      <Figure title={t('waiting')} value={view.waiting.toLocaleString(language)}>
        {longest === '' ? t('nobodyWaits') : t('longest', { time: longest })}
      </Figure>
      <Figure title={t('inService')} value={view.inService.toLocaleString(language)}>
        {t('online', { online: view.online, count: people.length })}
      </Figure>
      <Figure title={t('firstMet')} value={shareInWords(summary.firstResponseMet, language)}>
        {t('answered', { count: view.today.firstMet + view.today.firstBreached })}
      </Figure>
      <Figure title={t('averageWait')} value={timeOrNone(summary.averageWaitMs, language)}>
        {t('handling', { time: timeOrNone(summary.averageHandleMs, language) })} ·{' '}
        {t('firstContact', { share: shareInWords(summary.firstContactResolution, language) })}
      </Figure>
    </>
  );
}

function Figure({ title, value, children }: { title: string; value: string; children: React.ReactNode }) {
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      <p className={styles.value}>{value}</p>
      <p className={styles.small}>{children}</p>
    </section>
  );
}
