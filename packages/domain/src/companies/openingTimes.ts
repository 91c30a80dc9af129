/**
 * When a company or a queue is open, as instants: what is asked here is counted in open time, from weeks and dates on the
 * wall clock (hours.ts).
 *
 * Where a clock change makes a time come twice or never, the company counts as open rather than as shut: a span starts at
 * the first of the two and ends at the last; a time that does not exist moves to the moment of the change.
 */
import { instantOn, type LocalDay, localDayAt, minutesOf } from '../time/wallClock.ts';
import { endsNextDay, type HoursException, hoursOn, type OpenSpan, type WeekHours } from './hours.ts';

export type Hours = { zone: string; week: WeekHours; exceptions: readonly HoursException[] };

/** Instants in epoch milliseconds; the end is not part of it. */
export type OpenInterval = { from: number; to: number };

export type OpeningTimes = {
  isOpen(at: number): boolean;
  /** When it is open next, `at` itself if it is open then; `null`: not within a year. */
  nextOpening(at: number): number | null;
  /** How long it is open from one instant to another, in ms; 0 if they are not in that order. */
  openMsBetween(from: number, to: number): number;
  /** The instant by which it was open for `openMs` since `from`; `null`: not within five years. */
  afterOpenMs(from: number, openMs: number): number | null;
};

const LOOK_AHEAD_DAYS = 366;
/** A target of a month, in a company that is open an hour a week, is over in less. */
const COUNT_DAYS = 5 * 366;

/** Always open: where no hours are kept. */
export const ALWAYS_OPEN: WeekHours = weekOf([{ from: '00:00', to: '24:00' }]);

export function openingTimes({ zone, week, exceptions }: Hours): OpeningTimes {
  const spansOfDate = new Map(exceptions.map(({ date, spans }) => [date, spans]));
  const known = new Map<string, OpenInterval[]>();

  function intervalsOf(day: LocalDay): OpenInterval[] {
    const cached = known.get(day.date);
    if (cached) return cached;
    const spans = spansOfDate.get(day.date) ?? hoursOn(week, day.weekday);
    const intervals = spans
      .map((span) => intervalOn(day, span, zone))
      .filter(({ from, to }) => from < to)
      .sort((one, other) => one.from - other.from);
    known.set(day.date, intervals);
    return intervals;
  }

  /**
   * In order and apart, from the one that holds or follows `at`. One that goes on over midnight comes in parts, so that
   * whoever is always open is not looked at for years ahead.
   */
  function* intervalsFrom(at: number, days: number): Generator<OpenInterval> {
    // Yesterday's may reach into today.
    let day = localDayAt(localDayAt(at, zone).from - 1, zone);
    let openUntil = at;
    for (let count = 0; count <= days; count += 1, day = localDayAt(day.to, zone)) {
      for (const { from, to } of intervalsOf(day)) {
        if (to <= openUntil) continue;
        yield { from: openUntil === at ? from : Math.max(from, openUntil), to };
        openUntil = to;
      }
    }
  }

  return {
    isOpen(at) {
      const [interval] = intervalsFrom(at, 1);
      return interval !== undefined && interval.from <= at;
    },
    nextOpening(at) {
      const [interval] = intervalsFrom(at, LOOK_AHEAD_DAYS);
      return interval === undefined ? null : Math.max(at, interval.from);
    },
    openMsBetween(from, to) {
      let sum = 0;
      const days = Math.ceil(Math.max(0, to - from) / 86_400_000) + 2;
      for (const interval of intervalsFrom(from, days)) {
        if (interval.from >= to) break;
        sum += Math.min(interval.to, to) - Math.max(interval.from, from);
      }
      return Math.max(0, sum);
    },
    afterOpenMs(from, openMs) {
      let left = openMs;
      for (const interval of intervalsFrom(from, COUNT_DAYS)) {
        const start = Math.max(interval.from, from);
        if (interval.to - start >= left) return start + left;
        left -= interval.to - start;
      }
      return null;
    },
  };
}

function weekOf(spans: OpenSpan[]): WeekHours {
  return { '0': spans, '1': spans, '2': spans, '3': spans, '4': spans, '5': spans, '6': spans };
}

function intervalOn(day: LocalDay, span: OpenSpan, zone: string): OpenInterval {
  const endDay = endsNextDay(span) ? localDayAt(day.to, zone) : day;
  return {
    from: instantOn(day, minutesOf(span.from), zone, 'earlier'),
    to: instantOn(endDay, minutesOf(span.to), zone, 'later'),
  };
}
