/** Many histories, several at a time, until the number or the time is reached. */
import { bundle } from './bundle.ts';
import { type ConsolePool, consolePool } from './consoles.ts';
import { type Ground, prepareGround } from './ground.ts';
import { CONSOLES, type ConsoleName, type HistoryEvent, printHistory } from './history.ts';
import { pagePool } from './pages.ts';
import { playHistory } from './play.ts';
import { randomHistory } from './randomHistory.ts';
import { type Break, breakOnPurpose, SHOWN_BY } from './sql.ts';
import type { Wrong } from './wrong.ts';

export type Torture = {
  /** The first history's; the next ones follow by counting. */
  seed: number;
  histories: number;
  /** Ends earlier when so much time is over. */
  seconds: number;
  /** Begins nothing more; what is being played does not count. */
  enough: AbortSignal;
  /** Played at the same time. */
  atOnce: number;
  broken: Break | null;
  /** Played instead of random ones. */
  given: HistoryEvent[] | null;
  /** In so many of the histories, the first ones, A is a page in Chromium. */
  inChromium: number;
  onFailure(failure: Failure): void;
  onProgress(played: number, failed: number, perSecond: number): void;
};

export type Failure = {
  seed: number;
  wrong: Wrong[];
  history: HistoryEvent[];
  inChromium: boolean;
  /** It is what the break leads to, and nothing else explains it. */
  showsBreak: boolean;
};
export type Result = { played: number; inChromium: number; failures: Failure[]; seconds: number };

const PROGRESS_EVERY = 50;
/** A history that takes longer hangs. */
const HISTORY_WITHIN_MS = 900_000;

/** What is started once and serves any number of runs, one after the other. */
export type Yard = AsyncDisposable & { ground: Ground; processes: ConsolePool; pages: ConsolePool | null };

/**
 * @param atOnce how many histories are played at the same time.
 * @param browser where pages run; `null`: there are none.
 */
export async function openYard(atOnce: number, browser: string | null): Promise<Yard> {
  const [ground, process, page] = await Promise.all([
    prepareGround(),
    bundle('console.process', 'in node'),
    browser ? bundle('console.page', 'in a page') : null,
  ]);
  const processes = consolePool(process, atOnce * CONSOLES.length);
  const pages = page && browser ? pagePool(page, browser) : null;
  return {
    ground,
    processes,
    pages,
    async [Symbol.asyncDispose]() {
      processes.close();
      pages?.close();
      await ground.close();
    },
  };
}

export async function torture({ ground, processes, pages }: Yard, options: Torture): Promise<Result> {
  const mend = options.broken ? await breakOnPurpose(ground.owner, options.broken) : null;
  const startedAt = Date.now();
  const failures: Failure[] = [];
  let next = 0;
  let played = 0;
  let playedInChromium = 0;
  const isOver = () =>
    options.enough.aborted ||
    next >= options.histories ||
    Date.now() - startedAt > options.seconds * 1_000 ||
    failures.some(({ showsBreak }) => showsBreak);

  async function work(): Promise<void> {
    while (!isOver()) {
      const seed = options.seed + next;
      const inChromium = pages !== null && next < options.inChromium;
      next += 1;
      const drawn = options.given ?? randomHistory(seed, options.broken);
      const history = inChromium && !options.given ? killedHalfWay(drawn) : drawn;
      const wrong = await playSafely(ground, (name) => (inChromium && name === 'A' ? pages : processes), history);
      if (options.enough.aborted) return;
      played += 1;
      if (inChromium) playedInChromium += 1;
      if (wrong.length > 0) {
        const failure = { seed, wrong, history, inChromium, showsBreak: shows(options.broken, wrong) };
        failures.push(failure);
        options.onFailure(failure);
      }
      if (played % PROGRESS_EVERY === 0) {
        options.onProgress(played, failures.length, (played * 1_000) / (Date.now() - startedAt));
      }
    }
  }

  await Promise.all(Array.from({ length: options.atOnce }, work));
  await mend?.();
  return { played, inChromium: playedInChromium, failures, seconds: (Date.now() - startedAt) / 1_000 };
}

/** A console that is not level yet may be behind for that reason alone. */
function shows(broken: Break | null, wrong: readonly Wrong[]): boolean {
  const kinds = new Set(wrong.map(({ kind }) => kind));
  return broken !== null && kinds.has(SHOWN_BY[broken]) && !kinds.has('unsettled') && !kinds.has('broken');
}

/** A page is dear: each shows what its storage keeps when its browser is killed. */
function killedHalfWay(history: readonly HistoryEvent[]): HistoryEvent[] {
  return history.toSpliced(Math.ceil(history.length / 2), 0, { who: 'A', verb: 'kill', args: [] });
}

type PoolOf = (name: ConsoleName) => ConsolePool;

async function playSafely(ground: Ground, poolOf: PoolOf, history: HistoryEvent[]): Promise<Wrong[]> {
  let overdue: NodeJS.Timeout | undefined;
  const late = new Promise<Wrong[]>((resolve) => {
    const wrong: Wrong = { kind: 'broken', what: `not over after ${HISTORY_WITHIN_MS / 1_000} s` };
    overdue = setTimeout(() => resolve([wrong]), HISTORY_WITHIN_MS);
  });
  try {
    return await Promise.race([playHistory(ground, poolOf, history), late]);
  } catch (error) {
    return [{ kind: 'broken', what: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
  } finally {
    clearTimeout(overdue);
  }
}

export function describeFailure({ seed, wrong, history, inChromium }: Failure): string {
  return [
    `seed ${seed}${inChromium ? ', A in Chromium' : ''}`,
    ...wrong.map(({ what }) => `  ✗ ${what}`),
    ...printHistory(history)
      .split('\n')
      .map((line) => `  ${line}`),
  ].join('\n');
}
