/** A resource's rules as a week and dates, and back: what a screen of hours can show of them. Pure. */
import { type OpenSpan, WEEKDAYS, type WeekHours } from '@balcao/domain';
import type { Rule } from '../agenda.ts';

export type Dated = { date: string; spans: OpenSpan[] };
export type Hours = { week: WeekHours; dates: Dated[] };
type Written = { day: Rule['day']; span: Rule['span'] };

/** Rules with conditions were made over the API: they are not shown, and stay as they are. */
export const isPlain = (rule: Rule): boolean =>
  rule.typeIds.length === 0 && rule.capacity === null && rule.validFrom === null && rule.validUntil === null;

/** Monday is 0 in a rule; the stored week begins with Sunday. */
const keyOf = (weekday: number) => WEEKDAYS[(weekday + 1) % 7] ?? '0';

export function hoursOf(rules: readonly Written[]): Hours {
  const week: WeekHours = { '0': [], '1': [], '2': [], '3': [], '4': [], '5': [], '6': [] };
  const dates = new Map<string, OpenSpan[]>();
  for (const { day, span } of rules) {
    if (day.kind === 'weekly') {
      if (span) week[keyOf(day.weekday)].push(span);
    } else dates.set(day.date, [...(dates.get(day.date) ?? []), ...(span ? [span] : [])]);
  }
  const byStart = (a: OpenSpan, b: OpenSpan) => a.from.localeCompare(b.from);
  for (const spans of Object.values(week)) spans.sort(byStart);
  const sorted = [...dates].sort(([a], [b]) => a.localeCompare(b));
  return { week, dates: sorted.map(([date, spans]) => ({ date, spans: spans.sort(byStart) })) };
}

/** A date without spans is one on which it is shut. */
export function rulesOf({ week, dates }: Hours): Written[] {
  const weekly = WEEKDAYS.flatMap((key, index) =>
    week[key].map((span) => ({ day: { kind: 'weekly' as const, weekday: (index + 6) % 7 }, span })),
  );
  const dated = dates
    .filter(({ date }) => date !== '')
    .flatMap(({ date, spans }): Written[] => {
      const day = { kind: 'dated' as const, date };
      return spans.length === 0 ? [{ day, span: null }] : spans.map((span) => ({ day, span }));
    });
  return [...weekly, ...dated];
}
