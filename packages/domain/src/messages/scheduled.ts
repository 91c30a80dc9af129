/** Messages that wait for their time (INB-26). Times are epoch milliseconds. */
import { localDayAt } from '../time/wallClock.ts';
import { hourIn } from '../time/zones.ts';

/**
 * How late a message may still go out by itself: its console was offline, or the server was down. Higher: "good morning"
 * arrives in the evening. Lower: a short outage asks people about every message.
 */
export const LATE_GRACE_MS = 30 * 60_000;

/** Further ahead is a slip of the keyboard rather than a plan. */
export const FURTHEST_DAYS = 366;
const FURTHEST_MS = FURTHEST_DAYS * 24 * 60 * 60_000;

/** In one conversation: every console keeps them all, and nobody plans more. */
export const MOST_SCHEDULED = 50;

/** Why a time cannot be set; `null` when it can. One that has just passed is not in the past: the message goes at once. */
export function timeFault(dueAt: number, now: number): 'past' | 'tooFar' | null {
  if (dueAt > now + FURTHEST_MS) return 'tooFar';
  return dueAt < now - LATE_GRACE_MS ? 'past' : null;
}

/** What is to be done at `now` with a message whose time is `dueAt`. */
export function dueState(dueAt: number, now: number): 'early' | 'due' | 'overdue' {
  if (dueAt > now) return 'early';
  return now - dueAt > LATE_GRACE_MS ? 'overdue' : 'due';
}

export type LaterChoice = { kind: 'inAnHour' | 'thisAfternoon' | 'tomorrow' | 'monday'; at: number };

const HOUR_MS = 60 * 60_000;
const MORNING = 9;
const AFTERNOON = 14;
/** Later than this an hour's wait ends when nobody wants to be written to. */
const LAST_HOUR = 20;

/** What is worth offering at `now` to write to somebody in `zone`: hours of their day, not of ours. */
export function laterChoices(now: number, zone: string): LaterChoice[] {
  const choices: LaterChoice[] = [];
  const hour = hourIn(zone, now, 0, LAST_HOUR);
  if (now + HOUR_MS <= hour) choices.push({ kind: 'inAnHour', at: now + HOUR_MS });
  const afternoon = hourIn(zone, now, 0, AFTERNOON);
  if (afternoon > now + HOUR_MS) choices.push({ kind: 'thisAfternoon', at: afternoon });
  choices.push({ kind: 'tomorrow', at: hourIn(zone, now, 1, MORNING) });
  const toMonday = 7 - localDayAt(now, zone).weekday;
  if (toMonday > 1) choices.push({ kind: 'monday', at: hourIn(zone, now, toMonday, MORNING) });
  return choices;
}
