/**
 * `npm run sync:torture -- --seed 1 --histories 100 [--seconds 60] [--at-once 6] [--break sequencer|refusal]
 * [--history file] [--chromium 2] [--report file]`. Ends with 1 when a history failed; with --break, when none
 * failed as that break must.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseHistory } from './history.ts';
import { browserPath } from './pages.ts';
import { isBreak } from './sql.ts';
import { describeFailure, torture } from './torture.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    histories: { type: 'string' },
    seconds: { type: 'string' },
    'at-once': { type: 'string', default: '6' },
    break: { type: 'string' },
    history: { type: 'string' },
    chromium: { type: 'string' },
    report: { type: 'string' },
  },
});
const say = (text: string) => process.stdout.write(`${text}\n`);

function numberOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`--${name} is a whole number, like --${name} 100; not ${text}`);
  return number;
}

/** A loss that is not found by then is not found by this torture. */
const BROKEN_SECONDS = 120;

/** A page costs as much as ten processes. */
const IN_CHROMIUM = 2;

const seed = numberOf('seed', values.seed, Math.floor(Math.random() * 1_000_000_000));
const broken = values.break ?? null;
if (broken !== null && !isBreak(broken)) throw new Error('--break takes sequencer or refusal');
const given = values.history === undefined ? null : parseHistory(readFileSync(values.history, 'utf8'));
const isTimed = values.seconds !== undefined || broken !== null;
const histories = numberOf('histories', values.histories, isTimed ? 1_000_000 : given ? 1 : 100);

const browser = browserPath();
const inChromium = numberOf('chromium', values.chromium, browser && !broken ? IN_CHROMIUM : 0);
if (inChromium > 0 && !browser)
  throw new Error('--chromium needs a browser: set BALCAO_BROWSER to the path of a Chromium or Chrome');

// A run of hours that is ended still tells what it played; and its servers end with it.
const enough = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => enough.abort());

say(`sync torture: seed ${seed}${broken ? `, ${broken} broken on purpose` : ''}`);
const {
  played,
  inChromium: pages,
  failures,
  seconds,
} = await torture({
  seed,
  histories,
  seconds: numberOf('seconds', values.seconds, broken ? BROKEN_SECONDS : 1_000_000),
  enough: enough.signal,
  atOnce: numberOf('at-once', values['at-once'], 6),
  broken,
  given,
  inChromium,
  browser,
  onFailure: (failure) => say(describeFailure(failure)),
  onProgress: (count, failed, perSecond) =>
    say(`${count} histories, ${failed} failed, ${perSecond.toFixed(1)} a second`),
});
say(
  `${played} histories from seed ${seed}, ${pages} of them with Chromium, ${failures.length} failed (${Math.round(seconds)} s)`,
);
const isShown = failures.some(({ showsBreak }) => showsBreak);
if (broken)
  say(isShown ? `the ${broken} break was found` : `the ${broken} break was not found: the torture finds nothing`);
const passed = broken ? Number(isShown) : played - failures.length;
const failed = broken ? Number(!isShown) : failures.length;
if (values.report) writeFileSync(values.report, JSON.stringify({ passed, failed, skipped: 0 }));
process.exitCode = failed === 0 && played > 0 ? 0 : 1;
