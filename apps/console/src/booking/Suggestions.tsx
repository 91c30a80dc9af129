import { DAY_PARTS, type DayPart, type Slot } from '@balcao/calendar';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Select } from '../design/Select.tsx';
import { type AppointmentType, busyOf, calendarOf, heldAt, type SetUp, suggestedRange, suggestions } from './agenda.ts';
import styles from './CalendarScreen.module.css';
import { useAppointments, useBlocks } from './useAgenda.ts';
import type { Clock } from './words.ts';

type Props = {
  type: AppointmentType;
  durationMinutes: number;
  /** All of them have to be free; empty: anybody who serves. */
  chosen: readonly string[];
  setUp: SetUp;
  clock: Clock;
  onChoose: (slot: Slot) => void;
};

/** A Monday, as every week begins with one. */
const SOME_MONDAY = Date.UTC(2024, 0, 1, 12);
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

/** Times to name to somebody who has none in mind, or only "Tuesday afternoon" (BOOK-07); known here, so also offline. */
export function Suggestions({ type, durationMinutes, chosen, setUp, clock, onChoose }: Props) {
  const { t, i18n } = useTranslation('booking');
  const [weekday, setWeekday] = useState('');
  const [part, setPart] = useState<DayPart | ''>('');
  const [now] = useState(() => Date.now());
  const { appointments } = useAppointments(useMemo(() => suggestedRange(now), [now]));
  const blocks = useBlocks();
  const slots = useMemo(() => {
    const busy = [...busyOf(appointments, setUp), ...heldAt(setUp, now)];
    const calendar = calendarOf(
      setUp,
      blocks.map(({ block }) => block),
      busy,
    );
    const wish = { weekdays: weekday === '' ? [] : [Number(weekday)], parts: part === '' ? [] : [part] };
    return suggestions(calendar, { type, setUp, chosen, durationMinutes, now, ...wish });
  }, [appointments, blocks, setUp, type, chosen, durationMinutes, now, weekday, part]);
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' });
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('suggested.title')}</legend>
      <div className={styles.suggested}>
        <Select
          hideLabel
          label={t('suggested.day')}
          value={weekday}
          options={[
            { value: '', label: t('suggested.anyDay') },
            ...WEEKDAYS.map((day) => ({
              value: String(day),
              label: names.format(SOME_MONDAY + day * 86_400_000),
            })),
          ]}
          onChange={setWeekday}
        />
        <Select
          hideLabel
          label={t('suggested.part')}
          value={part}
          options={[
            { value: '', label: t('suggested.anyPart') },
            ...DAY_PARTS.map((value) => ({ value, label: t(`waiting.parts.${value}`) })),
          ]}
          onChange={setPart}
        />
        {slots.map((slot) => (
          <Button key={slot.from} onClick={() => onChoose(slot)}>
            {clock.full(slot.from)}
          </Button>
        ))}
        {slots.length === 0 && <p className={styles.small}>{t('suggested.none')}</p>}
      </div>
    </fieldset>
  );
}
