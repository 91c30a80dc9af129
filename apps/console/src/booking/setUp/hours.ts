/** A resource's rules as a week and dates, each with its conditions, and back: what the screen of hours shows. Pure. */
import { availabilityRule, type HoursWish, type OpenSpan, WEEKDAYS, type WeekHours } from '@balcao/domain';
import type { Rule } from '../agenda.ts';

/** As they stand in their fields; empty: none. */
export type Conditions = {
  validFrom: string;
  validUntil: string;
  typeIds: readonly string[];
  capacity: string;
};
export const UNCONDITIONAL: Conditions = { validFrom: '', validUntil: '', typeIds: [], capacity: '' };

/** One time of a weekday. `id` names it on the screen only. */
export type Row = { id: string; span: OpenSpan; conditions: Conditions };
export type WeekRows = Record<keyof WeekHours, readonly Row[]>;
/** Its conditions are those of all its times, or of its being shut. One date may stand twice, with others. */
export type Dated = { id: string; date: string; spans: readonly OpenSpan[]; conditions: Conditions };
export type Hours = { week: WeekRows; dates: readonly Dated[] };

/** Monday is 0 in a rule; the stored week begins with Sunday. */
const keyOf = (weekday: number) => WEEKDAYS[(weekday + 1) % 7] ?? '0';
const byStart = (a: OpenSpan, b: OpenSpan) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to);

export function hoursOf(rules: readonly Omit<Rule, 'resourceId'>[]): Hours {
  const week: Record<keyof WeekHours, Row[]> = { '0': [], '1': [], '2': [], '3': [], '4': [], '5': [], '6': [] };
  const dates = new Map<string, Dated>();
  for (const { id, day, span, ...rule } of rules) {
    const conditions = conditionsOf(rule);
    if (day.kind === 'weekly') {
      if (span) week[keyOf(day.weekday)].push({ id, span, conditions });
      continue;
    }
    const key = JSON.stringify([day.date, conditions]);
    const before = dates.get(key) ?? { id, date: day.date, spans: [], conditions };
    dates.set(key, { ...before, spans: span ? [...before.spans, span].sort(byStart) : before.spans });
  }
  for (const rows of Object.values(week)) rows.sort((a, b) => byStart(a.span, b.span));
  return { week, dates: [...dates.values()].sort((a, b) => a.date.localeCompare(b.date)) };
}

const conditionsOf = ({
  validFrom,
  validUntil,
  typeIds,
  capacity,
}: Omit<Rule, 'id' | 'resourceId' | 'day' | 'span'>) => ({
  validFrom: validFrom ?? '',
  validUntil: validUntil ?? '',
  typeIds: [...typeIds].sort(),
  capacity: capacity === null ? '' : String(capacity),
});

/** A date without times is one on which it is shut. Only of what has no faults. */
export function rulesOf({ week, dates }: Hours): HoursWish[] {
  const weekly = WEEKDAYS.flatMap((key, index) =>
    week[key].map(({ span, conditions }) => {
      const day = { kind: 'weekly' as const, weekday: (index + 6) % 7 };
      return { day, span, ...writtenOf(conditions) };
    }),
  );
  const dated = dates.flatMap(({ date, spans, conditions }): HoursWish[] => {
    const rule = { day: { kind: 'dated' as const, date }, ...writtenOf(conditions) };
    return spans.length === 0 ? [{ ...rule, span: null }] : spans.map((span) => ({ ...rule, span }));
  });
  return [...weekly, ...dated];
}

const writtenOf = ({ validFrom, validUntil, typeIds, capacity }: Conditions) => ({
  validFrom: validFrom || null,
  validUntil: validUntil || null,
  typeIds: [...typeIds],
  capacity: capacity === '' ? null : Number(capacity),
});

export const isConditional = ({ validFrom, validUntil, typeIds, capacity }: Conditions): boolean =>
  validFrom !== '' || validUntil !== '' || typeIds.length > 0 || capacity !== '';

/** What cannot be saved of conditions, by field; its words are `booking:setUp.fault.*`. */
export type ConditionFaults = {
  validFrom: 'badDate' | null;
  validUntil: 'badDate' | 'untilBeforeFrom' | null;
  capacity: 'badCapacity' | null;
};

export function faultsOf({ validFrom, validUntil, capacity }: Conditions): ConditionFaults {
  const { shape } = availabilityRule;
  const isDate = (text: string) => text === '' || shape.validFrom.safeParse(text).success;
  const isTurned = validFrom !== '' && validUntil !== '' && validUntil < validFrom;
  return {
    validFrom: isDate(validFrom) ? null : 'badDate',
    validUntil: isDate(validUntil) ? (isTurned ? 'untilBeforeFrom' : null) : 'badDate',
    capacity: capacity === '' || shape.capacity.safeParse(Number(capacity)).success ? null : 'badCapacity',
  };
}

export const isFaulty = (conditions: Conditions): boolean =>
  Object.values(faultsOf(conditions)).some((fault) => fault !== null);

/** Why the hours cannot be saved as they stand; its words are `booking:setUp.unfinished.*`. */
export type HoursFault = 'conditions' | 'noLength' | 'noDate';

export function faultOfHours({ week, dates }: Hours): HoursFault | null {
  const rows = Object.values(week).flat();
  if ([...rows, ...dates].some(({ conditions }) => isFaulty(conditions))) return 'conditions';
  const spans = [...rows.map(({ span }) => span), ...dates.flatMap((each) => each.spans)];
  if (spans.some(({ from, to }) => from === to)) return 'noLength';
  const isDay = (date: string) => availabilityRule.shape.validFrom.safeParse(date).success;
  return dates.every(({ date }) => isDay(date)) ? null : 'noDate';
}
