/** The waiting list (BOOK-10): who wants a place that is not free, or an earlier one, and what fits them. Pure. */
import { z } from 'zod';
import { Refusal } from '../problem.ts';
import { localDayAt, wallTimeAt } from '../time/wallClock.ts';

export const WAITING_STATUSES = ['waiting', 'offered', 'taken', 'left', 'lapsed'] as const;
export type WaitingStatus = (typeof WAITING_STATUSES)[number];
export const WAITING_MOVES = ['offer', 'take', 'decline', 'pass', 'leave', 'lapse'] as const;
export type WaitingMove = (typeof WAITING_MOVES)[number];

/** The whole machine as data: a move that is not here is refused. */
const TRANSITIONS: Record<WaitingStatus, Partial<Record<WaitingMove, WaitingStatus>>> = {
  waiting: { offer: 'offered', leave: 'left', lapse: 'lapsed' },
  // `pass`: the time to answer is over.
  offered: { take: 'taken', decline: 'waiting', pass: 'waiting', leave: 'left', lapse: 'lapsed' },
  taken: {},
  left: {},
  lapsed: {},
};

/** @throws Refusal `waiting.impossibleMove` */
export function waitingAfter(from: WaitingStatus, move: WaitingMove): WaitingStatus {
  const to = TRANSITIONS[from][move];
  if (!to) throw new Refusal({ code: 'waiting.impossibleMove', from, move });
  return to;
}

/** Whoever answers none of so many offers is not asked any more: others wait behind them. */
export const MOST_UNANSWERED = 3;

export const WAITING_PARTS = ['morning', 'afternoon', 'evening'] as const;
export const waitingWish = z.object({
  /** Minutes. */
  minutes: z.int().min(1).max(1_440),
  /** Only with these; empty: with whoever serves. */
  resourceIds: z.array(z.uuid()).max(20).default([]),
  /** From this day and until that one, both included; `null`: whenever. */
  fromDate: z.iso.date().nullable().default(null),
  untilDate: z.iso.date().nullable().default(null),
  /** Empty: at any time of the day. */
  parts: z.array(z.enum(WAITING_PARTS)).max(3).default([]),
});
export type WaitingWish = z.output<typeof waitingWish>;

export type WaitingFor = {
  wish: WaitingWish;
  /** Starts that were offered to them and that they did not take. */
  refused: readonly number[];
  /** The start of the appointment that they have, and want to be earlier; `null`: they have none. */
  earlierThan: number | null;
};

const NOON = 12 * 60;
const EVENING = 18 * 60;

/** Whether a start is one that they want, on the wall clock of the zone. */
export function isWanted({ wish, refused, earlierThan }: WaitingFor, from: number, zone: string): boolean {
  if (refused.includes(from) || (earlierThan !== null && from >= earlierThan)) return false;
  const { date } = localDayAt(from, zone);
  if ((wish.fromDate !== null && date < wish.fromDate) || (wish.untilDate !== null && date > wish.untilDate)) {
    return false;
  }
  const { minutes } = wallTimeAt(from, zone);
  const part = minutes < NOON ? 'morning' : minutes < EVENING ? 'afternoon' : 'evening';
  return wish.parts.length === 0 || wish.parts.includes(part);
}

/** Shorter: whoever works cannot answer. Longer: the place stays empty while nobody answers. */
const ANSWER_WITHIN_MINUTES = 30;
/** Nobody has to answer between these, on the company's wall clock. */
const NIGHT = { from: 21 * 60, to: 8 * 60 };
const MINUTE_MS = 60_000;

/**
 * By when an offer has to be answered: half an hour, and at night half an hour after it; never later than an hour before
 * the place itself.
 */
export function answerBy(now: number, slotFrom: number, zone: string): number {
  const { minutes } = wallTimeAt(now, zone);
  const isNight = minutes >= NIGHT.from || minutes < NIGHT.to;
  const untilMorning = (NIGHT.to - minutes + 24 * 60) % (24 * 60);
  const at = now + ((isNight ? untilMorning : 0) + ANSWER_WITHIN_MINUTES) * MINUTE_MS;
  return Math.max(now + MINUTE_MS, Math.min(at, slotFrom - 60 * MINUTE_MS));
}

/** Whether nothing can be free for them any more: their last day is over, or their own appointment began. */
export function isWaitingOver({ wish, earlierThan }: WaitingFor, now: number, zone: string): boolean {
  const { date } = localDayAt(now, zone);
  return (wish.untilDate !== null && date > wish.untilDate) || (earlierThan !== null && earlierThan <= now);
}
