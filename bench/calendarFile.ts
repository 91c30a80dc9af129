/**
 * BOOK-16: a file of 10,000 events that mostly collide, taken in the parts in which a console sends it, beside one of as
 * many that all find room: what collides is kept for somebody to decide, and may cost a write more than what is booked.
 */
import { readCalendar, slicesOf } from '@balcao/calendar/icalendar';
import { MONDAY, SUNDAY, testAgenda } from '../server/src/booking/testAgenda.ts';
import { createDatabase, openDatabase } from '../server/src/db/database.ts';
import { importEvents } from '../server/src/icalendar/importEvents.ts';
import { quiet } from '../server/src/testing/quiet.ts';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const EVENTS = 10_000;
const FIRST_EVENTS = 500;
/** Of the colliding file: one of fifty finds room. */
const TIMES = EVENTS / 50;
const HALF_HOUR_MS = 30 * 60_000;
/** What a person watching the progress takes for standing still. */
const LONGEST_PART_MS = 2_000;
/** It is written twice, as booked and as in conflict. */
const MOST_BY_FREE = 2;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  const url = cluster.url('files');
  await createDatabase(cluster.url('postgres'), 'files');
  const database = await openDatabase({ server: { kind: 'external', url, directUrl: url }, dataDir: '', log: quiet });
  try {
    const taken = async (count: number, times: number) => {
      const { typeId, one, receptionist, inside } = await testAgenda(database);
      const wish = { typeId, resourceId: one, withPast: false };
      const partsMs: number[] = [];
      let conflicts = 0;
      for (const { ics } of slicesOf(fileOf(count, times))?.slices ?? []) {
        const begin = performance.now();
        const { events } = await inside((trx) =>
          importEvents(trx, receptionist, { ics, ...wish }, { now: SUNDAY, apply: true }),
        );
        partsMs.push(performance.now() - begin);
        conflicts += events.filter(({ outcome }) => outcome === 'conflict').length;
      }
      if (conflicts !== count - times) throw new Error(`${conflicts} events of ${count - times} collided`);
      return partsMs;
    };
    // A server's start: code is compiled, and not measured.
    await taken(FIRST_EVENTS, FIRST_EVENTS / 2);
    const free = await taken(EVENTS, EVENTS);
    const colliding = await taken(EVENTS, TIMES);
    const what = `calendar file of ${EVENTS.toLocaleString('en')} events, ${(EVENTS - TIMES).toLocaleString('en')} of which collide`;
    const words = `a part of 100: ${inWords(colliding)}; where all find room: ${inWords(free)}`;
    return [
      atMost(`${what}: time, by one that finds room`, sum(colliding) / sum(free), 'ratio', MOST_BY_FREE, words),
      atMost(`${what}: longest part of 100`, Math.max(...colliding), 'ms', LONGEST_PART_MS, words),
    ];
  } finally {
    await database.close();
  }
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const inWords = (parts: readonly number[]) =>
  `${(sum(parts) / 1_000).toFixed(1)} s, p50 ${quantile(parts, 0.5).toFixed(0)}, longest ${Math.max(...parts).toFixed(0)} ms`;

/** So many of half an hour each, over so many half hours. */
function fileOf(count: number, times: number): string {
  const stamp = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const events = Array.from({ length: count }, (_, n) => [
    'BEGIN:VEVENT',
    `UID:${n}@example.com`,
    `DTSTART:${stamp(MONDAY + (n % times) * HALF_HOUR_MS)}`,
    'DURATION:PT30M',
    `SUMMARY:Contato de teste ${n}`,
    'END:VEVENT',
  ]);
  const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//bench//EN', ...events.flat(), 'END:VCALENDAR', ''].join(
    '\r\n',
  );
  if (readCalendar(file, { zone: 'UTC' })?.events.length !== count) throw new Error('the file is not whole');
  return file;
}
