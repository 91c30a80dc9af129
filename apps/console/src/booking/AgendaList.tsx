import type { AppointmentRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../design/EmptyState.tsx';
import styles from './CalendarScreen.module.css';
import { dateAt } from './layout.ts';
import { StatusTag } from './StatusTag.tsx';
import type { Clock } from './words.ts';

type Props = {
  rows: readonly AppointmentRow[];
  clock: Clock;
  zone: string;
  colorOf: (row: AppointmentRow) => string;
  typeName: (row: AppointmentRow) => string;
  onOpen: (id: string) => void;
};

/** One after the other, by day; also what a search finds. */
export function AgendaList({ rows, clock, zone, colorOf, typeName, onOpen }: Props) {
  const { t } = useTranslation('booking');
  const sorted = [...rows].sort((a, b) => a.slot.from - b.slot.from);
  const days = Map.groupBy(sorted, ({ slot }) => dateAt(slot.from, zone));
  if (rows.length === 0) return <EmptyState title={t('nothing')} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.list} aria-label={t('view.agenda')} tabIndex={0}>
      {[...days].map(([day, own]) => (
        <div key={day}>
          <h2>{clock.long(own[0]?.slot.from ?? 0)}</h2>
          <ul>
            {own.map((row) => (
              <li key={row.id}>
                <button type="button" className={styles.line} data-color={colorOf(row)} onClick={() => onOpen(row.id)}>
                  <span className={styles.clock}>{clock.span(row.slot)}</span>
                  <span>
                    <strong>{row.title}</strong> <small>{typeName(row)}</small>
                  </span>
                  <StatusTag status={row.status} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
