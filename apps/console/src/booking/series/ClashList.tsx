import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../design/Checkbox.tsx';
import styles from '../CalendarScreen.module.css';
import type { Clock } from '../words.ts';
import type { ClashingTime } from './useSeries.ts';

type Props = {
  clashes: readonly ClashingTime[];
  clock: Clock;
  /** Starts that are left out although they could be had. */
  leftOut: ReadonlySet<number>;
  onLeaveOut: (from: number, out: boolean) => void;
  /** What becomes of a time that is taken. */
  taken: 'leftOut' | 'stays';
};

/** The times of a series that cannot simply be had, before anything is saved (BOOK-09). */
export function ClashList({ clashes, clock, leftOut, onLeaveOut, taken }: Props) {
  const { t } = useTranslation('booking');
  if (clashes.length === 0) return null;
  return (
    <section className={styles.taken} aria-label={t('series.clashes', { count: clashes.length })}>
      <strong role="status">{t('series.clashes', { count: clashes.length })}</strong>
      <ul className={styles.clashes}>
        {clashes.map(({ from, clash }) => (
          <li key={from}>
            {clash === 'taken' ? (
              <>
                {clock.full(from)} · {t(`series.taken.${taken}`)}
              </>
            ) : (
              <Checkbox checked={!leftOut.has(from)} onChange={(on) => onLeaveOut(from, !on)}>
                {clock.full(from)} · {t('series.outside')}
              </Checkbox>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
