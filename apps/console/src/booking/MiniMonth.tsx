import { localDay } from '@balcao/domain';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../design/IconButton.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useBookingScreen } from './bookingScreen.ts';
import styles from './CalendarScreen.module.css';
import { dateAt, monthDates, monthsOn } from './layout.ts';
import { useAppointments } from './useAgenda.ts';
import type { Clock } from './words.ts';

/** The month around, to go to a day of it; days with appointments are underlined. */
export function MiniMonth({ date, today, zone, clock }: { date: string; today: string; zone: string; clock: Clock }) {
  const { t } = useTranslation('booking');
  const language = useLanguage();
  const { goTo } = useBookingScreen();
  const [turned, setTurned] = useState({ from: date, months: 0 });
  const shown = turned.from === date ? monthsOn(date, turned.months) : date;
  const dates = useMemo(() => monthDates(shown, zone), [shown, zone]);
  const range = useMemo(
    () => ({ from: localDay(dates[0] ?? date, zone).from, to: localDay(dates.at(-1) ?? date, zone).to }),
    [dates, date, zone],
  );
  const { appointments } = useAppointments(range);
  const busy = useMemo(
    () =>
      new Set(appointments.filter(({ status }) => status !== 'cancelled').map(({ slot }) => dateAt(slot.from, zone))),
    [appointments, zone],
  );
  const turn = (by: number) => setTurned({ from: date, months: (turned.from === date ? turned.months : 0) + by });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' });
  return (
    <div>
      <div className={styles.miniHead}>
        <strong>{clock.month(localDay(shown, zone).from)}</strong>
        <IconButton size="s" icon={ChevronLeft} label={t('previousMonth')} onClick={() => turn(-1)} />
        <IconButton size="s" icon={ChevronRight} label={t('nextMonth')} onClick={() => turn(1)} />
      </div>
      <div className={styles.mini}>
        {dates.slice(0, 7).map((each) => (
          <span key={each} aria-hidden="true">
            {weekday.format(Date.parse(`${each}T12:00:00Z`))}
          </span>
        ))}
        {dates.map((each) => (
          <button
            key={each}
            type="button"
            aria-label={clock.long(localDay(each, zone).from)}
            aria-current={each === date ? 'date' : undefined}
            data-today={each === today || undefined}
            data-busy={busy.has(each) || undefined}
            data-other={each.slice(0, 7) !== shown.slice(0, 7) || undefined}
            onClick={() => goTo(each)}
          >
            {Number(each.slice(8))}
          </button>
        ))}
      </div>
    </div>
  );
}
