/**
 * The way to an appointment as reports count it (BOOK-25): asked → offered → chosen → booked → attended, by source. Sums that
 * add up over days, types and sources, and what is read from them.
 */
import { z } from 'zod';

/**
 * Where somebody's way began. `link`: an appointment moved by its link; `waiting`: a place on the waiting list; `chat`: in a
 * conversation with the bot. What comes from other calendars was booked there, and is none.
 */
export const FUNNEL_SOURCES = ['page', 'link', 'waiting', 'chat', 'api', 'console'] as const;
export type FunnelSource = (typeof FUNNEL_SOURCES)[number];

/** In their order, which the database knows as 1 to 4 (migration 0155). */
export const JOURNEY_STEPS = ['asked', 'offered', 'chosen', 'booked'] as const;
export type JourneyStep = (typeof JOURNEY_STEPS)[number];

export const FUNNEL_FIGURES = [
  'asked',
  /** Of them: an answer to a question of the type ended it before a time was offered. */
  'turnedAway',
  'offered',
  'chosen',
  /** Of them: nobody saw them ask. */
  'chosenAtOnce',
  'booked',
  /** Of them: nobody saw them ask or choose, as where staff book. */
  'bookedAtOnce',
  'attended',
  'missed',
  'cancelled',
  /** Booked, and then given another time by a way of its own, which counts further. */
  'moved',
] as const;
export type FunnelFigures = Record<(typeof FUNNEL_FIGURES)[number], number>;

const entries = FUNNEL_FIGURES.map((name): [(typeof FUNNEL_FIGURES)[number], z.ZodNumber] => [name, z.number()]);
export const funnelShape = z.object(
  Object.fromEntries(entries) as Record<(typeof FUNNEL_FIGURES)[number], z.ZodNumber>,
);

export const NO_FUNNEL: FunnelFigures = funnelShape.parse(Object.fromEntries(FUNNEL_FIGURES.map((name) => [name, 0])));

export const FUNNEL_STEPS = [...JOURNEY_STEPS, 'attended'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export type FunnelStage = {
  step: FunnelStep;
  count: number;
  /** Of `count`: those who were not at the step before, since they began here. */
  atOnce: number;
  /** Of those at the step before, how many came on, 0 to 1; `null`: nobody was there. */
  share: number | null;
};

/** The stages in order. Whoever begins at a later step makes no earlier share better. */
export function funnelStages(figures: FunnelFigures): FunnelStage[] {
  const { asked, offered, chosen, chosenAtOnce, booked, bookedAtOnce, attended } = figures;
  return [
    { step: 'asked', count: asked, atOnce: 0, share: null },
    { step: 'offered', count: offered, atOnce: 0, share: ratio(offered, asked) },
    { step: 'chosen', count: chosen, atOnce: chosenAtOnce, share: ratio(chosen - chosenAtOnce, offered) },
    { step: 'booked', count: booked, atOnce: bookedAtOnce, share: ratio(booked - bookedAtOnce, chosen) },
    { step: 'attended', count: attended, atOnce: 0, share: ratio(attended, booked) },
  ];
}

/** Booked, and neither over nor given up: what is still to come, or was never put down. */
export const stillOpen = ({ booked, attended, missed, cancelled, moved }: FunnelFigures): number =>
  booked - attended - missed - cancelled - moved;

/** Of those who were expected, who came; `null`: nobody was (booking/attendance.ts counts the same). */
export const attendanceOf = ({ attended, missed }: FunnelFigures): number | null => ratio(attended, attended + missed);

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
