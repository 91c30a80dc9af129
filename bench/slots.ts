/**
 * Free times of 20 resources over 30 days, with 2,000 appointments and 200 blocks that recur, by the product's engine and
 * by one that looks at every minute, on the same input in the same run. Their answers must be the same.
 *
 * Each round asks for another type, so that no answer is remembered. The first rounds, in which the code is compiled and
 * the days and blocks are counted for the first time, are a server's start and not measured.
 */
import {
  type AvailabilityRule,
  type Block,
  type Busy,
  type Calendar,
  freeSlots,
  type SlotQuery,
} from '../packages/calendar/src/index.ts';
import { minuteByMinute } from '../packages/calendar/src/testing/minuteByMinute.ts';
import { repeatableChance } from '../server/src/demo/chance.ts';
import { atLeast, atMost, type Figure, quantile } from './figure.ts';

const RESOURCES = 20;
const DAYS = 30;
const APPOINTMENTS = 2_000;
const BLOCKS = 200;
const ROUNDS = 300;
const FIRST_ROUNDS = 50;
/** One takes seconds. */
const SLOW_ROUNDS = 2;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ZONE = 'America/Santiago';
/** Monday. */
const START = Date.parse('2026-11-23T00:00:00-03:00');

export async function run(): Promise<Figure[]> {
  const calendar = filled();
  const queryOf = (round: number): SlotQuery => ({
    type: {
      id: `type ${round}`,
      durationMinutes: 30,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 10,
      noticeMinutes: 60,
      horizonDays: 60,
      stepMinutes: 15,
      capacity: 1,
    },
    serving: 'any',
    resourceIds: calendar.resources.map(({ id }) => id),
    from: START,
    to: START + DAYS * DAY_MS,
    now: START - DAY_MS,
  });
  const quick = Array.from({ length: ROUNDS }, (_, round) => timed(() => freeSlots(calendar, queryOf(round))));
  const slow = Array.from({ length: SLOW_ROUNDS }, (_, round) => timed(() => minuteByMinute(calendar, queryOf(round))));
  for (const [round, { answer }] of slow.entries()) {
    if (JSON.stringify(answer) !== JSON.stringify(quick[round]?.answer)) throw new Error('the two engines differ');
  }
  const times = quick.slice(FIRST_ROUNDS).map(({ ms }) => ms);
  const p95 = quantile(times, 0.95);
  const minutes = Math.min(...slow.map(({ ms }) => ms));
  const slots = quick[0]?.answer.length ?? 0;
  const size = `${slots} slots of ${RESOURCES} resources × ${DAYS} days, ${APPOINTMENTS} appointments, ${BLOCKS} recurring blocks`;
  return [
    atMost('free times, p95', p95, 'ms', 5, size),
    atLeast(
      'free times, times as quick as a look at every minute',
      minutes / quantile(times, 0.5),
      '×',
      10,
      `minute by minute: ${minutes.toFixed(0)} ms, same answers`,
    ),
  ];
}

function timed<Answer>(work: () => Answer): { ms: number; answer: Answer } {
  const start = performance.now();
  const answer = work();
  return { ms: performance.now() - start, answer };
}

function filled(): Calendar {
  const chance = repeatableChance(7);
  const below = (count: number) => Math.floor(chance() * count);
  const resources = Array.from({ length: RESOURCES }, (_, index) => ({ id: `resource ${index}`, zone: ZONE }));
  const idOf = (index: number) => `resource ${index}`;
  const rules = resources.flatMap(({ id }) =>
    [0, 1, 2, 3, 4].flatMap((weekday) =>
      [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '18:00' },
      ].map(
        (span): AvailabilityRule => ({
          resourceId: id,
          day: { kind: 'weekly', weekday },
          span,
          validFrom: null,
          validUntil: null,
          typeIds: [],
          capacity: null,
        }),
      ),
    ),
  );
  const quarterOn = (day: number) => START + day * DAY_MS + (8 * 60 + below(40) * 15) * MINUTE_MS;
  const blocks = Array.from({ length: BLOCKS }, (_, index): Block => {
    const from = quarterOn(below(5));
    const rrule = 'FREQ=WEEKLY';
    return { resourceId: idOf(index % RESOURCES), from, to: from + 30 * MINUTE_MS, zone: ZONE, rrule, exceptions: [] };
  });
  const busy = Array.from({ length: APPOINTMENTS }, (_, index): Busy => {
    const from = quarterOn(below(DAYS));
    return {
      resourceId: idOf(index % RESOURCES),
      from,
      to: from + 30 * MINUTE_MS,
      bufferBeforeMinutes: 0,
      capacity: 1,
      bufferAfterMinutes: 10,
    };
  });
  return { resources, rules, blocks, busy };
}
