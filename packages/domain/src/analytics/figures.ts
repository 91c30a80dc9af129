/**
 * What reports and the live board count (QUE-12, QUE-13): sums over tickets, which add up over days, queues and people, and
 * what is read from them. Times are milliseconds.
 */
import { z } from 'zod';

export const FIGURES = [
  /** Tickets that came. */
  'entered',
  /** Of them: somebody took them, and how long they had waited. */
  'started',
  'waitMs',
  'finished',
  'abandoned',
  'transferred',
  /** Taken and over, and how long that took. */
  'handled',
  'handleMs',
  'firstMet',
  'firstBreached',
  'resolutionMet',
  'resolutionBreached',
  /** Their contact had a ticket finished within the week before. */
  'cameBack',
  'rated',
  'ratingSum',
] as const;
export type Figures = Record<(typeof FIGURES)[number], number>;

const entries = FIGURES.map((name): [(typeof FIGURES)[number], z.ZodNumber] => [name, z.number()]);
export const figuresShape = z.object(Object.fromEntries(entries) as Record<(typeof FIGURES)[number], z.ZodNumber>);

export const NO_FIGURES: Figures = figuresShape.parse(Object.fromEntries(FIGURES.map((name) => [name, 0])));

export function sumFigures(all: readonly Figures[]): Figures {
  const sum = { ...NO_FIGURES };
  for (const figures of all) for (const name of FIGURES) sum[name] += figures[name];
  return sum;
}

/** `null`: there is nothing to divide by, which is not zero. Shares are 0 to 1. */
export type Summary = {
  averageWaitMs: number | null;
  averageHandleMs: number | null;
  /** Of promises that ended: those that were kept, answers and solutions each. */
  firstResponseMet: number | null;
  resolutionMet: number | null;
  /** Finished, and nobody had to come back for it within a week. */
  firstContactResolution: number | null;
  abandonedShare: number | null;
  /** 1 to 5. */
  averageRating: number | null;
};

export const summaryShape = z.object({
  averageWaitMs: z.number().nullable(),
  averageHandleMs: z.number().nullable(),
  firstResponseMet: z.number().nullable(),
  resolutionMet: z.number().nullable(),
  firstContactResolution: z.number().nullable(),
  abandonedShare: z.number().nullable(),
  averageRating: z.number().nullable(),
});

export function summaryOf(figures: Figures): Summary {
  const { firstMet, firstBreached, resolutionMet, resolutionBreached, finished, cameBack } = figures;
  return {
    averageWaitMs: ratio(figures.waitMs, figures.started),
    averageHandleMs: ratio(figures.handleMs, figures.handled),
    firstResponseMet: ratio(firstMet, firstMet + firstBreached),
    resolutionMet: ratio(resolutionMet, resolutionMet + resolutionBreached),
    firstContactResolution: ratio(Math.max(0, finished - cameBack), finished),
    abandonedShare: ratio(figures.abandoned, figures.entered),
    averageRating: ratio(figures.ratingSum, figures.rated),
  };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
