/**
 * From a key to its letter on the screen (CON-34), in the composer of an open conversation while the first sync of
 * 60,000 rows runs, against the same keys in the same console once it is live.
 *
 * Measured in the page: from the event's own time stamp, which is the browser's and not ours, to the task after the
 * frame that shows it.
 */
import type { Page } from '@playwright/test';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { openConsole, untilSynced } from './console.ts';
import { startDesk } from './desk.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const SIZE = { conversations: 5_000, messagesEach: 10 };
const KEYS = 60;
/** Somebody who types fast. */
const KEY_EVERY_MS = 110;
const SYNCED_WITHIN_MS = 5 * 60_000;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  await using desk = await startDesk(cluster, 'typing', SIZE);
  await using console = await openConsole(desk.stack.url, desk.email, desk.password);
  const { page } = console;
  await page.getByRole('grid', { name: 'Conversas' }).getByRole('row').first().click();
  const composer = page.getByRole('textbox', { name: 'Resposta' });
  await composer.click();
  await page.evaluate(noteKeys);

  const during = await type(page);
  const live = page.getByRole('button', { name: 'Sincronização: Ao vivo' });
  if (await live.isVisible()) throw new Error('the first sync ended before the typing did');
  await untilSynced(console, SYNCED_WITHIN_MS);
  const after = await type(page);
  const beside = (share: number) => `when live: ${Math.round(quantile(after, share))} ms; ${KEYS} keys each`;
  return [
    atMost('key to paint while a first sync runs, p50', quantile(during, 0.5), 'ms', 50, beside(0.5)),
    atMost('key to paint while a first sync runs, p95', quantile(during, 0.95), 'ms', 50, beside(0.95)),
  ];
}

declare global {
  interface Window {
    /** Milliseconds from each key to its painting. */
    keyDelaysMs: number[];
  }
}

function noteKeys(): void {
  window.keyDelaysMs = [];
  window.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      // A task that a frame's beginning asks for comes after its painting.
      requestAnimationFrame(() => setTimeout(() => window.keyDelaysMs.push(performance.now() - timeStamp)));
    },
    { capture: true },
  );
}

async function type(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    window.keyDelaysMs = [];
  });
  // Without accents: a letter that no key of the keyboard gives is put in without a key's event.
  await page.keyboard.type('respondemos agora '.repeat(KEYS).slice(0, KEYS), { delay: KEY_EVERY_MS });
  await page.waitForFunction((keys) => window.keyDelaysMs.length === keys, KEYS);
  return page.evaluate(() => window.keyDelaysMs);
}
