import { z } from 'zod';
import { type OpeningTimes, openingTimes } from '../../companies/openingTimes.ts';
import { wallTimeAt } from '../../time/wallClock.ts';
import type { SimulatedRules, TicketCourse } from './pastTickets.ts';

/** Waits are open time in ms: nobody is to blame for the night. `null`: nothing to tell. Shares are 0 to 1. */
export const courseFiguresShape = z.object({
  tickets: z.int(),
  averageWaitMs: z.number().nullable(),
  /** Nine in ten waited no longer. */
  mostWaitMs: z.number().nullable(),
  abandoned: z.int(),
  /** Never given to anybody: when the month was over, nobody had come. */
  leftWaiting: z.int(),
  /** Of all tickets; one that nobody answered is not kept. `null`: nothing is promised. */
  firstResponseMet: z.number().nullable(),
  resolutionMet: z.number().nullable(),
  /** By the hour on the wall clock at which they entered, 0 to 23. */
  byHour: z.array(z.object({ hour: z.int(), tickets: z.int(), averageWaitMs: z.number().nullable() })),
});
export type CourseFigures = z.infer<typeof courseFiguresShape>;

/** The same figures of what happened and of what would have. */
export function courseFigures(
  courses: readonly TicketCourse[],
  { hours, firstResponseMs, resolutionMs }: Pick<SimulatedRules, 'hours' | 'firstResponseMs' | 'resolutionMs'>,
): CourseFigures {
  const times = openingTimes(hours);
  const waited = courses.map((course) => ({
    hour: Math.floor(wallTimeAt(course.enteredAt, hours.zone).minutes / 60),
    waitMs: course.startedAt === null ? null : times.openMsBetween(course.enteredAt, course.startedAt),
  }));
  const waits = waited.flatMap(({ waitMs }) => (waitMs === null ? [] : [waitMs])).sort((one, other) => one - other);
  return {
    tickets: courses.length,
    averageWaitMs: average(waits),
    mostWaitMs: waits[Math.min(waits.length - 1, Math.floor(waits.length * 0.9))] ?? null,
    abandoned: courses.filter(({ isAbandoned }) => isAbandoned).length,
    leftWaiting: courses.filter(({ startedAt, endedAt }) => startedAt === null && endedAt === null).length,
    firstResponseMet: kept(courses, times, firstResponseMs, ({ answeredAt }) => answeredAt),
    resolutionMet: kept(courses, times, resolutionMs, ({ endedAt, isAbandoned }) => (isAbandoned ? null : endedAt)),
    byHour: Array.from({ length: 24 }, (_, hour) => {
      const own = waited.filter((ticket) => ticket.hour === hour);
      return {
        hour,
        tickets: own.length,
        averageWaitMs: average(own.flatMap(({ waitMs }) => (waitMs === null ? [] : [waitMs]))),
      };
    }),
  };
}

function kept(
  courses: readonly TicketCourse[],
  times: OpeningTimes,
  targetMs: number | null,
  momentOf: (course: TicketCourse) => number | null,
): number | null {
  if (targetMs === null || courses.length === 0) return null;
  const inTime = courses.filter((course) => {
    const moment = momentOf(course);
    return moment !== null && times.openMsBetween(course.enteredAt, moment) <= targetMs;
  });
  return inTime.length / courses.length;
}

const average = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
