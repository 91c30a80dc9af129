import { type AppointmentSlot, instantOn, localDay, wallTimeAt } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useBookingScreen } from './bookingScreen.ts';
import styles from './CalendarScreen.module.css';
import { daysOn } from './layout.ts';
import type { Clock } from './words.ts';

/** Lower: a full day looks empty. Higher: six weeks do not fit. */
const MOST_SHOWN = 3;
const DRAGGED = 'application/x-balcao-appointment';

type Props = {
  dates: readonly string[];
  date: string;
  today: string;
  zone: string;
  rows: readonly AppointmentRow[];
  clock: Clock;
  colorOf: (row: AppointmentRow) => string;
  onOpen: (id: string) => void;
  onMove: (id: string, slot: AppointmentSlot) => void;
};

/** Six weeks. What is dropped on another day keeps its time. */
export function MonthView({ dates, date, today, zone, rows, clock, colorOf, onOpen, onMove }: Props) {
  const { t } = useTranslation('booking');
  const language = useLanguage();
  const { goTo, show } = useBookingScreen();
  const move = (row: AppointmentRow | undefined, to: string) => {
    if (!row) return;
    const { minutes } = wallTimeAt(row.slot.from, zone);
    const from = instantOn(localDay(to, zone), minutes, zone);
    if (from !== row.slot.from) onMove(row.id, { ...row.slot, from, to: from + row.slot.to - row.slot.from });
  };
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return (
    <section className={styles.month} aria-label={t('view.month')}>
      {dates.slice(0, 7).map((day) => (
        <div key={day} className={styles.weekday}>
          {weekday.format(Date.parse(`${day}T12:00:00Z`))}
        </div>
      ))}
      {dates.map((each) => {
        const day = localDay(each, zone);
        const own = rows
          .filter(({ slot }) => slot.from >= day.from && slot.from < day.to)
          .sort((a, b) => a.slot.from - b.slot.from);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
          <div
            key={each}
            role="group"
            aria-label={clock.long(day.from)}
            className={styles.cell}
            data-other={each.slice(0, 7) !== date.slice(0, 7) || undefined}
            onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
            onDrop={(event) =>
              move(
                rows.find(({ id }) => id === event.dataTransfer.getData(DRAGGED)),
                each,
              )
            }
          >
            <button
              type="button"
              className={styles.dayNumber}
              data-today={each === today || undefined}
              aria-label={clock.long(day.from)}
              onClick={() => {
                goTo(each);
                show('resources');
              }}
            >
              {Number(each.slice(8))}
            </button>
            {own.slice(0, MOST_SHOWN).map((row) => (
              <button
                key={row.id}
                type="button"
                draggable
                className={styles.chip}
                data-color={colorOf(row)}
                aria-label={`${clock.clock(row.slot.from)} ${row.title}, ${t(`status.${row.status}`)}`}
                aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown"
                onDragStart={(event) => event.dataTransfer.setData(DRAGGED, row.id)}
                onClick={() => onOpen(row.id)}
                onKeyDown={(event) => {
                  const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
                  if (!event.altKey || days === undefined) return;
                  event.preventDefault();
                  move(row, daysOn(each, days));
                }}
              >
                <span className={styles.clock}>{clock.clock(row.slot.from)}</span> {row.title}
              </button>
            ))}
            {own.length > MOST_SHOWN && (
              <span className={styles.small}>{t('more', { count: own.length - MOST_SHOWN })}</span>
            )}
          </div>
        );
      })}
    </section>
  );
}
