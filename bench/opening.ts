/**
 * Opening the console on 10,000 conversations from the replica, against opening it on 100: both desks stand side by side
 * with everything on their disks, and are opened in turns, so that what else the machine does falls on both alike.
 *
 * Measured in the page, from the start of the navigation until the list answers: its first row is there, J is heard, and
 * the row that it selects is painted.
 */
import { type ScratchCluster, startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { type Console, openConsole, storedRows, untilSynced } from './console.ts';
import { startDesk } from './desk.ts';
import { atMost, type Figure, quantile, told } from './figure.ts';

const FEW = 100;
const MANY = 10_000;
const MESSAGES_EACH = 3;
/** The first of each warms caches and does not count. */
const OPENINGS = 12;
/** Everything of 10,000 conversations, on a machine that is busy with other things as well. */
const SYNCED_WITHIN_MS = 10 * 60_000;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  await using few = await openDesk(FEW, cluster);
  await using many = await openDesk(MANY, cluster);
  const took = { few: [] as number[], many: [] as number[] };
  for (let round = 0; round < OPENINGS; round += 1) {
    took.few.push(await opening(few));
    took.many.push(await opening(many));
  }
  const [fewMs, manyMs] = [median(took.few), median(took.many)];
  const peer = `with ${FEW}: ${Math.round(fewMs)} ms`;
  return [
    atMost('opening on 10,000 conversations, ratio to 100', manyMs / fewMs, 'ratio', 1.5, peer),
    told('opening on 10,000 conversations', manyMs, 'ms', peer),
  ];
}

const median = (values: readonly number[]) => quantile(values.slice(1), 0.5);

type OpenDesk = AsyncDisposable & { url: string; console: Console };

/** An installation with so many conversations, and a console that holds all of them. */
async function openDesk(conversations: number, cluster: ScratchCluster): Promise<OpenDesk> {
  await using resources = new AsyncDisposableStack();
  const size = { conversations, messagesEach: MESSAGES_EACH };
  const desk = resources.use(await startDesk(cluster, `desk_${conversations}`, size));
  const console = resources.use(await openConsole(desk.stack.url, desk.email, desk.password));
  await untilSynced(console, SYNCED_WITHIN_MS);
  const stored = await storedRows(console, 'conversations');
  if (stored !== conversations) throw new Error(`the replica holds ${stored} of ${conversations} conversations`);
  await console.page.addInitScript(noteTheAnswer);
  const kept = resources.move();
  return { url: `${desk.stack.url}/conversations`, console, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation until the list answered a key. */
    answeredAfterMs: Promise<number>;
  }
}

async function opening({ url, console }: OpenDesk): Promise<number> {
  await console.page.goto(url, { waitUntil: 'commit' });
  return console.page.evaluate(() => window.answeredAfterMs);
}

/** Runs in the page before anything of the console. J is pressed once a frame until somebody hears it. */
function noteTheAnswer(): void {
  window.answeredAfterMs = new Promise((resolve) => {
    const row = (condition: string) => document.querySelector(`[role=grid] [role=row]${condition}`);
    let isHeard = false;
    const look = () => {
      if (row('[aria-selected=true]')) {
        // A task that a frame's beginning asks for comes after its painting.
        setTimeout(() => resolve(performance.now()));
        return;
      }
      if (!isHeard && row('')) {
        const key = new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true, cancelable: true });
        document.body.dispatchEvent(key);
        isHeard = key.defaultPrevented;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
