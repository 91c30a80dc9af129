/** Days and months as a visitor's zone has them. Pure: the browser's own Intl, and no library. */

/** `2031-11-24`. */
export type DayKey = string;
/** `2031-11`. */
export type MonthKey = string;

const DAY_MS = 86_400_000;
const known = new Map<string, Intl.DateTimeFormat>();

function dayFormat(zone: string): Intl.DateTimeFormat {
  const format =
    known.get(zone) ??
    new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  known.set(zone, format);
  return format;
}

/** The day on which an instant falls in the zone. */
export function dayOf(at: number, zone: string): DayKey {
  const parts = new Map(
    dayFormat(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

export const monthOf = (day: DayKey): MonthKey => day.slice(0, 7);

export function monthAfter(month: MonthKey, by: number): MonthKey {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** Longer than the month by a day and a half at both ends: no zone is further from UTC. */
export function spanOf(month: MonthKey): { from: number; to: number } {
  const from = Date.parse(`${month}-01T00:00:00Z`);
  const to = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`);
  return { from: from - 1.5 * DAY_MS, to: to + 1.5 * DAY_MS };
}

/** Weeks of seven days; `null` where the day is another month's. @param firstDay of the week: 0 is Sunday. */
export function weeksOf(month: MonthKey, firstDay: number): (DayKey | null)[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const count = (Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`) - first) / DAY_MS;
  const lead = (new Date(first).getUTCDay() - firstDay + 7) % 7;
  const cells = Array.from({ length: Math.ceil((lead + count) / 7) * 7 }, (_, index) => {
    const day = index - lead;
    return day >= 0 && day < count ? new Date(first + day * DAY_MS).toISOString().slice(0, 10) : null;
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** Noon of a day in UTC, for formats that only name it. */
export const noonOf = (day: DayKey): Date => new Date(`${day}T12:00:00Z`);

export function byDay<Each extends { from: number }>(times: readonly Each[], zone: string): Map<DayKey, Each[]> {
  const days = new Map<DayKey, Each[]>();
  for (const time of times) {
    const day = dayOf(time.from, zone);
    const own = days.get(day);
    if (own) own.push(time);
    else days.set(day, [time]);
  }
  return days;
}

/** `America/Sao_Paulo` as people read it: `Horário de Brasília (São Paulo)`. */
export function zoneName(zone: string, language: string): string {
  const part = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts(Date.now())
    .find(({ type }) => type === 'timeZoneName');
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return part && part.value !== zone ? `${part.value} (${city})` : zone;
}
