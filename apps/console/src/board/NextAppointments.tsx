import { occupies } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { StatusTag, useAppointments, useBookingScreen, useClock, useSetUp } from '../booking/index.ts';
import { useFromNow } from '../i18n/clock.ts';
import { useUser } from '../session/index.ts';
import styles from './Board.module.css';

const SHOWN = 6;
const DAY_MS = 86_400_000;
const AHEAD_DAYS = 7;

/** Who comes next: the reader's own where appointments are made with them, else everybody's. Here without a connection too. */
export function NextAppointments() {
  const { t } = useTranslation('board');
  const { id: me } = useUser();
  const { setUp } = useSetUp();
  const clock = useClock(setUp.zone);
  const navigate = useNavigate();
  const goTo = useBookingScreen((screen) => screen.goTo);
  const edit = useBookingScreen((screen) => screen.edit);
  // By the day, so that the query is asked anew once a day; what is over leaves with the minute.
  const day = useFromNow((now) => Math.floor(now / DAY_MS) * DAY_MS);
  const minute = useFromNow((now) => Math.floor(now / 60_000) * 60_000);
  const { appointments } = useAppointments({ from: day, to: day + (AHEAD_DAYS + 1) * DAY_MS });
  const mine = new Set(setUp.resources.filter(({ userId }) => userId === me).map(({ id }) => id));
  const next = appointments
    .filter(({ status, slot }) => occupies(status) && slot.to > minute)
    .filter(({ slot }) => mine.size === 0 || slot.resourceIds.some((id) => mine.has(id)))
    .toSorted((one, other) => one.slot.from - other.slot.from)
    .slice(0, SHOWN);
  const names = new Map(setUp.resources.map(({ id, name }) => [id, name]));
  const title = t(mine.size === 0 ? 'appointments' : 'ownAppointments');
  const open = ({ id, slot }: AppointmentRow) => {
    goTo(new Intl.DateTimeFormat('sv', { timeZone: setUp.zone }).format(slot.from));
    edit({ kind: 'appointment', id });
    void navigate({ to: '/calendar' });
  };
  return (
    <section className={styles.narrow} aria-label={title}>
      <h2>{title}</h2>
      {next.length === 0 ? (
        <p className={styles.small}>{t('noAppointments', { days: AHEAD_DAYS })}</p>
      ) : (
        <ul className={styles.appointments}>
          {next.map((row) => (
            <li key={row.id}>
              <button type="button" onClick={() => open(row)}>
                <span className={styles.plain}>{clock.full(row.slot.from)}</span>
                <strong>{row.title}</strong>
                <span className={styles.quiet}>{row.slot.resourceIds.map((id) => names.get(id) ?? '').join(', ')}</span>
                <StatusTag status={row.status} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
