import { useEffect, useRef, useState } from 'preact/hooks';
import { MonthGrid } from './MonthGrid.tsx';
import type { TimesOf } from './server.ts';
import { type DayKey, noonOf } from './times.ts';
import { useMonth } from './useMonth.ts';
import { useWords } from './words.ts';

type Props = {
  times: TimesOf;
  minutes: number;
  zone: string;
  horizonDays: number;
  busy: boolean;
  onChoose: (from: number) => void;
  /** Where there is a list to wait on. */
  onWait?: () => void;
};

/** A month, and the free times of the day that is chosen in it; the first day with any is chosen by itself. */
export function SlotPicker({ times, minutes, zone, horizonDays, busy, onChoose, onWait }: Props) {
  const { say, language } = useWords();
  const month = useMonth(times, { minutes, zone, horizonDays });
  const [picked, setPicked] = useState<DayKey | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const [first] = [...month.days.keys()].sort();
  const day = picked !== null && month.days.has(picked) ? picked : (first ?? null);
  const dayName = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const clock = new Intl.DateTimeFormat(language, { timeZone: zone, hour: '2-digit', minute: '2-digit' });

  // On a phone the times lie below the month: whoever chose a day wants to see them.
  useEffect(() => {
    if (picked !== null) list.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [picked]);

  const isFull = month.state === 'here' && first === undefined;
  return (
    <div class="picker">
      <MonthGrid month={month} chosen={day} onChoose={setPicked} />
      <div class="times" ref={list}>
        <h3 aria-live="polite">
          {day === null ? say('chooseDay') : say('chooseTime', { day: dayName.format(noonOf(day)) })}
        </h3>
        {month.state === 'loading' && <p class="quiet">{say('loading')}</p>}
        {month.state === 'failed' && (
          <>
            <p role="alert">{say('failed')}</p>
            <button type="button" onClick={month.again}>
              {say('retry')}
            </button>
          </>
        )}
        {isFull && (
          <>
            <p role="status">{say('monthFull')}</p>
            {month.mayGo.on && (
              <button type="button" onClick={() => month.go(1)}>
                {say('goToNext')}
              </button>
            )}
          </>
        )}
        {day !== null && (
          <ul>
            {month.days.get(day)?.map(({ from, places }) => (
              <li key={from}>
                <button type="button" class="time" disabled={busy} onClick={() => onChoose(from)}>
                  <span>{clock.format(from)}</span>
                  {places !== null && <small>{places === 1 ? say('onePlace') : say('places', { n: places })}</small>}
                </button>
              </li>
            ))}
          </ul>
        )}
        {onWait && month.state === 'here' && (
          <button type="button" class="back" onClick={onWait}>
            {say('wait')}
          </button>
        )}
      </div>
    </div>
  );
}
