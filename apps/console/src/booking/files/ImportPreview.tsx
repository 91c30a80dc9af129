import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../api/index.ts';
import type { Clock } from '../words.ts';
import styles from './files.module.css';
import type { ImportedEvent, Result } from './useImport.ts';

/** Longer lists say how many more there are: nobody reads ten thousand lines. */
const MOST_SHOWN = 100;
/** What one has to look at comes first. */
const ORDER = [
  'refused',
  'conflict',
  'changed',
  'new',
  'older',
  'past',
  'cancelled',
  'same',
] as const satisfies readonly ImportedEvent['outcome'][];

/** What a file would do, or did, event by event, and what cannot be read in it. */
export function ImportPreview({ result, isDone, clock }: { result: Result; isDone: boolean; clock: Clock }) {
  const { t } = useTranslation('booking');
  const words = useProblemWords();
  const { events, bad, repeated, skipped } = result;
  const counts = ORDER.map((outcome) => ({
    outcome,
    count: events.filter((event) => event.outcome === outcome).length,
  })).filter(({ count }) => count > 0);
  const sorted = [...events].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  const more = events.length - MOST_SHOWN;
  return (
    <>
      <p role="status" className={styles.counts}>
        {isDone && <strong>{t('file.done')}</strong>}
        {counts.map(({ outcome, count }) => (
          <span key={outcome} data-outcome={outcome}>
            {t(`file.count.${outcome}`, { count })}
          </span>
        ))}
        {bad.length > 0 && <span data-outcome="refused">{t('file.count.bad', { count: bad.length })}</span>}
        {repeated > 0 && <span>{t('file.count.repeated', { count: repeated })}</span>}
        {skipped > 0 && <span>{t('file.count.skipped', { count: skipped })}</span>}
      </p>
      {bad.length > 0 && (
        <ul className={styles.unreadable} aria-label={t('file.badList')}>
          {bad.slice(0, MOST_SHOWN).map(({ line, title, uid, reason, value }) => (
            <li key={`${line} ${uid}`}>
              {t('file.badLine', { line, what: t(`file.bad.${reason}`), name: title || uid || '—' })}
              {value && <code>{value}</code>}
            </li>
          ))}
        </ul>
      )}
      {events.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.preview} aria-label={t('file.preview')} tabIndex={0}>
          <table>
            <tbody>
              {sorted.slice(0, MOST_SHOWN).map(({ uid, title, start, outcome, rrule, problem }) => (
                <tr key={`${uid} ${start}`}>
                  <td data-outcome={outcome}>{t(`file.outcome.${outcome}`)}</td>
                  <td>
                    <strong>{title || '—'}</strong>
                    {problem && <small> {words.ofProblem(problem).what}</small>}
                  </td>
                  <td className={styles.when}>
                    {clock.full(Date.parse(start))}
                    {rrule && ` · ${t('block.recurs')}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {more > 0 && <p className={styles.more}>{t('more', { count: more })}</p>}
        </section>
      )}
    </>
  );
}
