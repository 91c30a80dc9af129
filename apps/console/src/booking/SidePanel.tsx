import { APPOINTMENT_STATUSES } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../design/Checkbox.tsx';
import { Select } from '../design/Select.tsx';
import { Time } from '../design/Time.tsx';
import { useOfflineSince } from '../replica/index.ts';
import type { SetUp } from './agenda.ts';
import { useBookingScreen } from './bookingScreen.ts';
import styles from './CalendarScreen.module.css';
import { Conflicts } from './Conflicts.tsx';
import { MiniMonth } from './MiniMonth.tsx';
import { WaitingList } from './waiting/WaitingList.tsx';
import type { Clock } from './words.ts';

type Props = {
  setUp: SetUp;
  date: string;
  today: string;
  zone: string;
  clock: Clock;
  appointments: readonly AppointmentRow[];
};

/** Where one is, what waits for a decision, and what is shown. */
export function SidePanel({ setUp, date, today, zone, clock, appointments }: Props) {
  const { t } = useTranslation('booking');
  const { hiddenResources, hiddenStatuses, toggleResource, toggleStatus, typeId, freeOf, set } = useBookingScreen();
  const counts = useMemo(() => Map.groupBy(appointments, ({ status }) => status), [appointments]);
  const types = setUp.types.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
  const since = useOfflineSince();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <aside className={styles.side} aria-label={t('side')}>
      <MiniMonth date={date} today={today} zone={zone} clock={clock} />
      <Conflicts setUp={setUp} clock={clock} />
      <WaitingList setUp={setUp} clock={clock} />
      <div>
        <h2>{t('resources')}</h2>
        <div className={styles.choices}>
          {setUp.resources
            .filter(({ active }) => active)
            .map(({ id, name, settings }) => (
              <Checkbox key={id} checked={!hiddenResources.has(id)} onChange={() => toggleResource(id)}>
                <span className={styles.swatch} data-color={settings.color} />
                {name}
              </Checkbox>
            ))}
        </div>
      </div>
      <div>
        <h2>{t('statuses')}</h2>
        <div className={styles.choices}>
          {APPOINTMENT_STATUSES.map((status) => (
            <Checkbox key={status} checked={!hiddenStatuses.has(status)} onChange={() => toggleStatus(status)}>
              {t(`status.${status}`)}
              <span className={styles.count}>{counts.get(status)?.length ?? ''}</span>
            </Checkbox>
          ))}
        </div>
      </div>
      <Select
        label={t('type')}
        value={typeId}
        options={[{ value: '', label: t('allTypes') }, ...types]}
        onChange={(value) => set({ typeId: value })}
      />
      <Select
        label={t('freeOf')}
        value={freeOf}
        options={[{ value: '', label: t('freeOfNone') }, ...types]}
        onChange={(value) => set({ freeOf: value })}
      />
      <p className={styles.small}>
        {since !== null && (
          <>
            {t('knownAt')} <Time at={since} style="full" />.{' '}
          </>
        )}
        {zone !== own ? t('zone', { zone }) : ''}
      </p>
    </aside>
  );
}
