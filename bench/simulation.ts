/**
 * A clinic's desk, simulated with the product's own rules of distribution: what each strategy, and each person more, does to
 * waiting and to answers in time. Draws docs/images/simulation-*.svg and the table of docs/simulation.md.
 *
 * The figures say how far the simulation is to be trusted (its waits beside Erlang's formula) and what it costs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  ALWAYS_OPEN,
  courseFigures,
  type PastAttendant,
  type PastTicket,
  type SimulatedRules,
  simulateQueue,
  type TicketCourse,
} from '../packages/domain/src/index.ts';
import { repeatableChance } from '../server/src/demo/chance.ts';
import { bars, lines } from './chart.ts';
import { clinic, ZONE } from './clinicDay.ts';
import { atMost, type Figure } from './figure.ts';

const HOUR_MS = 3_600_000;
const span = [{ from: '07:00', to: '19:00' }];
const rules: SimulatedRules = {
  distribution: 'round_robin',
  isSticky: false,
  limit: 3,
  firstResponseMs: 3 * 60_000,
  resolutionMs: null,
  abandonedAfterMs: 600_000,
  returnGraceMs: 120_000,
  hours: {
    zone: ZONE,
    week: { '0': [], '1': span, '2': span, '3': span, '4': span, '5': span, '6': [] },
    exceptions: [],
  },
};
const STRATEGIES: { name: string; change: Partial<SimulatedRules> }[] = [
  { name: 'round robin', change: {} },
  { name: 'least busy', change: { distribution: 'least_busy' } },
  { name: 'skills', change: { distribution: 'skills' } },
  { name: 'sticky', change: { isSticky: true } },
  { name: 'manual', change: { distribution: 'manual' } },
];
const PEOPLE = [9, 10, 11, 13];

export async function run(): Promise<Figure[]> {
  const compared = STRATEGIES.map(({ name, change }) => outcome(name, { ...rules, ...change }, clinic()));
  const staffed = PEOPLE.map((people) => outcome(`${people} people`, rules, clinic({ people })));
  draw(compared, staffed);
  const large = clinic({ people: 20, times: 1.2 });
  const begin = performance.now();
  courseFigures(simulateQueue(rules, large.attendants, large.tickets), rules);
  const took = (performance.now() - begin) / 1_000;
  return [
    atMost('simulated month, 20 people', took, 's', 3, `${large.tickets.length} tickets`),
    atMost(
      'simulated waits, away from Erlang’s formula',
      awayFromErlang(),
      '×',
      0.05,
      '3 people, 2.4 arrivals a service, 60,000 tickets',
    ),
  ];
}

type Outcome = ReturnType<typeof outcome>;

function outcome(name: string, by: SimulatedRules, { tickets, attendants }: ReturnType<typeof clinic>) {
  const courses = simulateQueue(by, attendants, tickets);
  const loads = attendants.map(({ userId, shifts }) => {
    const hours = shifts.reduce((sum, { from, to }) => sum + (to - from), 0) / HOUR_MS;
    return courses.filter(({ byUserId }) => byUserId === userId).length / hours;
  });
  return {
    name,
    figures: courseFigures(courses, by),
    /** Tickets an hour there: of who has most, beside who has least. */
    unevenness: Math.max(...loads) / Math.min(...loads),
    matched: shareOf(
      tickets,
      (ticket, n) => ticket.skills.length > 0 && isSkilled(ticket, courses[n], attendants),
      ({ skills }) => skills.length > 0,
    ),
    same: sameAgain(tickets, courses),
  };
}

const isSkilled = (
  ticket: PastTicket,
  course: TicketCourse | undefined,
  attendants: readonly PastAttendant[],
): boolean => {
  const person = attendants.find(({ userId }) => userId === course?.byUserId);
  return person !== undefined && ticket.skills.every((skill) => person.skills.includes(skill));
};

function shareOf(
  tickets: readonly PastTicket[],
  has: (ticket: PastTicket, n: number) => boolean,
  counts: (ticket: PastTicket) => boolean,
): number {
  const all = tickets.filter(counts).length;
  return tickets.filter(has).length / all;
}

/** Of those who came again, how many had the person of the time before. */
function sameAgain(tickets: readonly PastTicket[], courses: readonly TicketCourse[]): number {
  const last = new Map<string, string>();
  let [again, same] = [0, 0];
  for (const [n, { contactId }] of tickets.entries()) {
    const by = courses[n]?.byUserId;
    const before = last.get(contactId);
    if (by && before !== undefined) {
      again += 1;
      if (before === by) same += 1;
    }
    if (by) last.set(contactId, by);
  }
  return same / again;
}

function draw(compared: Outcome[], staffed: Outcome[]): void {
  const open = Array.from({ length: 12 }, (_, n) => 7 + n);
  const minutes = ({ figures }: Outcome) =>
    open.map((hour) => {
      const ms = figures.byHour[hour]?.averageWaitMs;
      return ms === undefined || ms === null ? null : ms / 60_000;
    });
  const labels = open.map((hour) => `${hour}:00`);
  const wait = 'Average wait by the hour of arrival';
  write(
    'images/simulation-people.svg',
    lines({
      title: wait,
      unit: 'minutes',
      labels,
      series: staffed.map((each) => ({ name: each.name, values: minutes(each) })),
    }),
  );
  write(
    'images/simulation-strategies.svg',
    lines({
      title: wait,
      unit: 'minutes',
      labels,
      series: compared.map((each) => ({ name: each.name, values: minutes(each) })),
    }),
  );
  const shares: [string, (each: Outcome) => number][] = [
    ['answered within 3 minutes', ({ figures }) => figures.firstResponseMet ?? 0],
    ['by somebody with the skill', ({ matched }) => matched],
    ['by the same person again', ({ same }) => same],
  ];
  write(
    'images/simulation-shares.svg',
    bars({
      title: 'What each strategy is good for',
      unit: '% of tickets',
      labels: compared.map(({ name }) => name),
      series: shares.map(([name, of]) => ({ name, values: compared.map((each) => of(each) * 100) })),
    }),
  );
  writeTable([...compared, ...staffed]);
}

function writeTable(outcomes: readonly Outcome[]): void {
  const minutes = (ms: number | null) => (ms === null ? '–' : `${(ms / 60_000).toFixed(1)} min`);
  const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
  const rows = outcomes.map(({ name, figures, unevenness, matched, same }) =>
    [
      ...[
        name,
        figures.tickets,
        minutes(figures.averageWaitMs),
        minutes(figures.mostWaitMs),
        percent(figures.firstResponseMet),
      ],
      ...[figures.abandoned, `${unevenness.toFixed(2)} ×`, percent(matched), percent(same)],
    ].join(' | '),
  );
  const head = [
    '',
    'tickets',
    'average wait',
    'nine in ten',
    'answered in 3 min',
    'given up on',
    'most beside least',
    'skill fits',
    'same again',
  ];
  const table = [head.join(' | '), head.map(() => '---').join(' | '), ...rows].map((row) => `| ${row} |`).join('\n');
  const path = 'simulation.md';
  const page = readFileSync(docs(path), 'utf8');
  write(path, page.replace(/(<!-- table -->\n)[\s\S]*?(<!-- \/table -->)/, `$1${table}\n$2`));
}

/** Three people, arrivals and service both by chance: the mean wait is known, C(3, 2.4) / (3 − 2.4) services. */
function awayFromErlang(): number {
  const chance = repeatableChance(3);
  const exponential = (meanMs: number) => Math.round(-Math.log(1 - chance()) * meanMs);
  let at = 0;
  const tickets = Array.from({ length: 60_000 }, (): PastTicket => {
    at += exponential(HOUR_MS / 2.4);
    return {
      enteredAt: at,
      contactId: String(at),
      priority: 5,
      skills: [],
      answerMs: 0,
      handleMs: exponential(HOUR_MS),
    };
  });
  const attendants = ['a', 'b', 'c'].map((userId) => ({
    userId,
    weight: 1,
    skills: [],
    shifts: [{ from: 0, to: at }],
    elsewhere: [],
  }));
  const always = {
    ...rules,
    limit: 1,
    abandonedAfterMs: null,
    hours: { zone: 'UTC', week: ALWAYS_OPEN, exceptions: [] },
  };
  const { averageWaitMs } = courseFigures(simulateQueue(always, attendants, tickets), always);
  const waitingTerm = (2.4 ** 3 / 6) * (3 / (3 - 2.4));
  const expectedMs = (HOUR_MS * waitingTerm) / (1 + 2.4 + 2.4 ** 2 / 2 + waitingTerm) / (3 - 2.4);
  return Math.abs((averageWaitMs ?? 0) / expectedMs - 1);
}

const docs = (path: string): URL => new URL(`../docs/${path}`, import.meta.url);
const write = (path: string, text: string): void => writeFileSync(docs(path), text);
