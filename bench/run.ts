/**
 * npm run bench [-- NAME]: measures, prints a table, keeps bench/results.json.
 * A single NAME replaces only its own figures there.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Figure } from './figure.ts';

const BENCHES = {
  webhook: () => import('./webhook.ts'),
  pipeline: () => import('./pipeline.ts'),
  feed: () => import('./feedCost.ts'),
  live: () => import('./live.ts'),
  opening: () => import('./opening.ts'),
  search: () => import('./search.ts'),
  slots: () => import('./slots.ts'),
  calendar: () => import('./calendar.ts'),
  booking: () => import('./booking.ts'),
  calendarFile: () => import('./calendarFile.ts'),
  assignments: () => import('./assignments.ts'),
  simulation: () => import('./simulation.ts'),
  firstSync: () => import('./firstSync.ts'),
  reconnect: () => import('./reconnect.ts'),
  typing: () => import('./typing.ts'),
  sockets: () => import('./sockets.ts'),
  frames: () => import('./frames.ts'),
  soak: () => import('./soak.ts'),
  peer: () => import('./peer.ts'),
} satisfies Record<string, () => Promise<{ run(): Promise<Figure[]> }>>;

const RESULTS = new URL('results.json', import.meta.url);

const wanted = process.argv[2];
if (wanted !== undefined && !(wanted in BENCHES)) {
  console.error(`There is no bench "${wanted}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(1);
}

const figures: Figure[] = [];
const failed: string[] = [];
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted !== undefined && name !== wanted) continue;
  console.log(`measuring ${name} …`);
  try {
    figures.push(...(await (await load()).run()));
  } catch (error) {
    // What the others measure is kept.
    failed.push(name);
    console.error(error);
  }
}

console.table(
  figures.map(({ name, value, unit, goal, holds, ceiling }) => ({
    name,
    value: `${value} ${unit}`,
    goal,
    holds: holds ? 'yes' : 'NO',
    against: ceiling ?? '',
  })),
);
const kept = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Figure[]) : [];
const names = new Set(figures.map((figure) => figure.name));
const results = [...kept.filter((figure) => !names.has(figure.name)), ...figures];
writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
if (failed.length > 0) console.error(`Not measured, for the reasons above: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 && figures.every((figure) => figure.holds) ? 0 : 1;
