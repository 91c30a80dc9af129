/**
 * `npm run sync:torture -- --seed 1 --histories 100 [--seconds 60] [--at-once 6] [--break sequencer|refusal | --proof]
 * [--history file] [--chromium 2] [--report file]`. Ends with 1 when a history failed; with --break, when none failed
 * as that break must; --proof plays each break first, and then whole histories.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseHistory } from './history.ts';
import { browserPath } from './pages.ts';
import { type Break, isBreak } from './sql.ts';
import { describeFailure, openYard, torture } from './torture.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    histories: { type: 'string' },
    seconds: { type: 'string' },
    'at-once': { type: 'string', default: '6' },
    break: { type: 'string' },
    proof: { type: 'boolean', default: false },
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
/** The first loss that is found ends it: what is played beside it is waste. */
const BROKEN_AT_ONCE = 3;
/** A page costs as much as ten processes. */
const IN_CHROMIUM = 2;
const WITHOUT_END = 1_000_000;

const seed = numberOf('seed', values.seed, Math.floor(Math.random() * 1_000_000_000));
const atOnce = numberOf('at-once', values['at-once'], 6);
const broken = values.break ?? null;
if (broken !== null && !isBreak(broken)) throw new Error('--break takes sequencer or refusal');
const breaks: readonly Break[] = values.proof ? ['refusal', 'sequencer'] : broken ? [broken] : [];
const given = values.history === undefined ? null : parseHistory(readFileSync(values.history, 'utf8'));
const histories = numberOf('histories', values.histories, values.seconds ? WITHOUT_END : given ? 1 : 100);
const browser = browserPath();
const inChromium = broken ? 0 : numberOf('chromium', values.chromium, browser ? IN_CHROMIUM : 0);
if (inChromium > 0 && !browser)
  throw new Error('--chromium needs a browser: set BALCAO_BROWSER to the path of a Chromium or Chrome');

// A run of hours that is ended still tells what it played; and its servers end with it.
const enough = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => enough.abort());

say(`sync torture: seed ${seed}`);
const counts = { passed: 0, failed: 0, skipped: 0 };
await using yard = await openYard(atOnce, inChromium > 0 ? browser : null);
const common = {
  seed,
  enough: enough.signal,
  atOnce,
  onProgress: (count: number, failed: number, perSecond: number) =>
    say(`${count} histories, ${failed} failed, ${perSecond.toFixed(1)} a second`),
};

for (const each of breaks) {
  say(`${each} broken on purpose`);
  const { played, failures, seconds } = await torture(yard, {
    ...common,
    atOnce: Math.min(atOnce, BROKEN_AT_ONCE),
    histories: WITHOUT_END,
    seconds: BROKEN_SECONDS,
    broken: each,
    given,
    inChromium: 0,
    // In a proof what is lost is what must be: only what is not found is of interest.
    onFailure: (failure) => broken && say(describeFailure(failure)),
  });
  const isShown = failures.some(({ showsBreak }) => showsBreak);
  counts[isShown ? 'passed' : 'failed'] += 1;
  const found = isShown ? 'was found' : 'was not found: the torture finds nothing';
  say(`the ${each} break ${found} (${played} histories, ${Math.round(seconds)} s)`);
}

if (!broken) {
  const played = await torture(yard, {
    ...common,
    histories,
    seconds: numberOf('seconds', values.seconds, WITHOUT_END),
    broken: null,
    given,
    inChromium,
    onFailure: (failure) => say(describeFailure(failure)),
  });
  const { length: failed } = played.failures;
  counts.passed += played.played - failed;
  counts.failed += failed + Number(played.played === 0);
  const withPages = `${played.inChromium} of them with Chromium`;
  say(`${played.played} histories from seed ${seed}, ${withPages}, ${failed} failed (${Math.round(played.seconds)} s)`);
}

if (values.report) writeFileSync(values.report, JSON.stringify(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
