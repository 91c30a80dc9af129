import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { type DayKey, noonOf, weeksOf } from './times.ts';
import type { Month } from './useMonth.ts';
import { useWords } from './words.ts';

/** Where weeks begin on a Monday; elsewhere on a Sunday. */
const FIRST_DAY = { 'pt-BR': 0, es: 1, en: 0 } as const;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const DAY_MS = 86_400_000;

type Props = { month: Month; chosen: DayKey | null; onChoose: (day: DayKey) => void };

/** A month of buttons: tab goes to each day with free times, arrows to the next in their direction. */
export function MonthGrid({ month, chosen, onChoose }: Props) {
  const { say, language } = useWords();
  const grid = useRef<HTMLTableElement>(null);
  const firstDay = FIRST_DAY[language];
  const weeks = weeksOf(month.month, firstDay);
  const long = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });
  const title = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' });

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTableElement>): void {
    const step = STEPS[event.key];
    const day = event.target instanceof HTMLElement ? event.target.dataset.day : undefined;
    if (step === undefined || !day) return;
    event.preventDefault();
    let at = noonOf(day).getTime();
    for (let left = 31; left > 0; left -= 1) {
      at += step * DAY_MS;
      const key = new Date(at).toISOString().slice(0, 10);
      if (!month.days.has(key)) continue;
      grid.current?.querySelector<HTMLButtonElement>(`[data-day="${key}"]`)?.focus();
      return;
    }
  }

  return (
    <div class="month">
      <div class="monthHead">
        <h3 aria-live="polite">{title.format(noonOf(`${month.month}-15`))}</h3>
        <button
          type="button"
          class="arrow"
          aria-label={say('previousMonth')}
          disabled={!month.mayGo.back}
          onClick={() => month.go(-1)}
        >
          ‹
        </button>
        <button
          type="button"
          class="arrow"
          aria-label={say('nextMonth')}
          disabled={!month.mayGo.on}
          onClick={() => month.go(1)}
        >
          ›
        </button>
      </div>
      <table ref={grid} class="days" aria-busy={month.state === 'loading'} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weekdays(language, firstDay).map(({ short, name }) => (
              <th key={name} scope="col" abbr={name}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, index) => (
                <td key={day ?? `none ${index}`}>
                  {day && (
                    <button
                      type="button"
                      class="day"
                      data-day={day}
                      data-today={day === month.today || undefined}
                      disabled={!month.days.has(day)}
                      aria-pressed={day === chosen}
                      aria-label={say(month.days.has(day) ? 'dayFree' : 'dayNone', { day: long.format(noonOf(day)) })}
                      onClick={() => onChoose(day)}
                    >
                      {Number(day.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function weekdays(language: string, firstDay: number): { short: string; name: string }[] {
  const [narrow, long] = (['narrow', 'long'] as const).map(
    (weekday) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday }),
  );
  // 1 January 2023 was a Sunday.
  return Array.from({ length: 7 }, (_, index) => {
    const day = Date.UTC(2023, 0, 1 + ((index + firstDay) % 7));
    return { short: narrow?.format(day) ?? '', name: long?.format(day) ?? '' };
  });
}
