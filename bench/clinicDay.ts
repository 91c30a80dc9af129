/**
 * A clinic's desk for four weeks: contacts write most at ten and at three, people come and go in shifts. Made up, and the
 * same each time; what it is made of stands here so that a reader can judge what the charts show.
 */
import type { PastAttendant, PastTicket, Shift } from '../packages/domain/src/index.ts';
import { repeatableChance } from '../server/src/demo/chance.ts';

export const ZONE = 'America/Sao_Paulo';
const HOUR_MS = 3_600_000;
/** Monday. */
const START = Date.parse('2026-10-05T00:00:00-03:00');
export const DAYS = Array.from({ length: 28 }, (_, day) => START + day * 24 * HOUR_MS).filter((_, day) => day % 7 < 5);

/** Tickets an hour, from 07:00 on. */
const ARRIVALS = [20, 58, 98, 116, 92, 54, 50, 84, 102, 86, 56, 30];
const FIRST_HOUR = 7;
/** When people are there, hours of the day; some have lunch between. */
const SHIFTS: [number, number][][] = [
  [[7, 13]],
  [[7, 13]],
  [[7, 13]],
  [
    [8, 12],
    [13, 17],
  ],
  [
    [8, 12],
    [13, 17],
  ],
  [
    [9, 13],
    [14, 18],
  ],
  [[9, 15]],
  [[13, 19]],
  [[13, 19]],
  [[13, 19]],
];
/** And how many tickets ask for each. */
const SKILLS = [
  { skill: 'spanish', share: 0.15 },
  { skill: 'insurance', share: 0.25 },
];

export function clinic({ people = SHIFTS.length, times = 1 } = {}): {
  tickets: PastTicket[];
  attendants: PastAttendant[];
} {
  const chance = repeatableChance(20_261_121);
  /** Log-normal, as handling times are: most are short, some are long. */
  const aroundMs = (medianMs: number, spread: number) => {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    return Math.round(medianMs * Math.exp(spread * normal));
  };
  const tickets = DAYS.flatMap((day) =>
    ARRIVALS.flatMap((perHour, hour) =>
      Array.from({ length: Math.round(perHour * times * (0.8 + 0.4 * chance())) }, (): PastTicket => {
        const answerMs = aroundMs(35_000, 0.6);
        return {
          enteredAt: Math.round(day + (FIRST_HOUR + hour + chance()) * HOUR_MS),
          // A third of them are people who come again and again.
          contactId: chance() < 0.33 ? `regular ${Math.floor(chance() * 400)}` : `contact ${chance()}`,
          priority: 5,
          skills: SKILLS.filter(({ share }) => chance() < share).map(({ skill }) => skill),
          answerMs,
          handleMs: answerMs + aroundMs(7 * 60_000, 0.7),
        };
      }),
    ),
  ).toSorted((one, other) => one.enteredAt - other.enteredAt);
  const attendants = Array.from({ length: people }, (_, n): PastAttendant => {
    const own = SHIFTS[n % SHIFTS.length] ?? [];
    return {
      userId: `person ${String(n).padStart(2, '0')}`,
      weight: 1,
      skills: SKILLS.filter((_, at) => n % (at + 2) === 0).map(({ skill }) => skill),
      shifts: DAYS.flatMap((day) =>
        own.map(([from, to]): Shift => ({ from: day + from * HOUR_MS, to: day + to * HOUR_MS })),
      ),
      elsewhere: [],
    };
  });
  return { tickets, attendants };
}
