import { WEEKDAYS, type WeekHours } from '@balcao/domain';
import { useLanguage } from '../i18n/useLanguage.ts';
import grid from './Hours.module.css';
import { Spans } from './Spans.tsx';

/** @param day Sunday is 0. */
export const dayName = (day: number, language: string) =>
  // 2026-11-22 is a Sunday.
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 10, 22 + day));

/** From when to when each day of the week is open. */
export function Week({ week, onChange }: { week: WeekHours; onChange: (week: WeekHours) => void }) {
  const language = useLanguage();
  return (
    <div className={grid.rows}>
      {WEEKDAYS.map((day, index) => (
        <div key={day} className={grid.row}>
          <span className={grid.day}>{dayName(index, language)}</span>
          <Spans
            label={dayName(index, language)}
            spans={week[day]}
            onChange={(spans) => onChange({ ...week, [day]: spans })}
          />
        </div>
      ))}
    </div>
  );
}
