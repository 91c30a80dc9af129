/**
 * From a key to its letter on the screen (CON-34), in the composer of an open conversation while the first sync of
 * 60,000 rows runs, against the same keys in the same console once it is live.
 *
 * Measured by the browser itself (Event Timing, as in Interaction to Next Paint): from the key to the frame that was shown
 * after everything that it led to. A task of the page's own after that frame comes later than the letter: behind
 * whatever else waits by then, up to 70 ms in a trace of a first sync.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { openConsole, untilSynced } from './console.ts';
import { type Desk, startDesk } from './desk.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const SIZE = { conversations: 5_000, messagesEach: 10 };
/** Syncs from nothing, each in a browser of its own: with the keys of one alone, three hiccups of the machine are the p95. */
const ROUNDS = 3;
const KEYS = 60;
/** Somebody who types fast. */
const KEY_EVERY_MS = 110;
const SYNCED_WITHIN_MS = 5 * 60_000;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  await using desk = await startDesk(cluster, 'typing', SIZE);
  const during: number[] = [];
  const after: number[] = [];
  const unanswered: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sync = await firstSync(desk);
    during.push(...sync.during);
    after.push(...sync.after);
    unanswered.push(sync.unanswered);
  }
  const beside = (share: number) =>
    `when live: ${Math.round(quantile(after, share))} ms; ${ROUNDS} times ${KEYS} keys each`;
  return [
    atMost('key to paint while a first sync runs, p50', quantile(during, 0.5), 'ms', 50, beside(0.5)),
    atMost('key to paint while a first sync runs, p95', quantile(during, 0.95), 'ms', 50, beside(0.95)),
    atMost('share of a first sync in tasks over 50 ms', Math.max(...unanswered), 'of its time', 0.1, null),
  ];
}

/**
 * Types while a new console syncs, and once more when it is live. In between nobody touches it, and it syncs at full speed:
 * `unanswered` is the share of that time that the page spends in tasks longer than 50 ms (Long Tasks).
 */
async function firstSync(desk: Desk): Promise<{ during: number[]; after: number[]; unanswered: number }> {
  await using console = await openConsole(desk.stack.url, desk.email, desk.password);
  const { page } = console;
  await page.getByRole('grid', { name: 'Conversas' }).getByRole('row').first().click();
  const composer = page.getByRole('textbox', { name: 'Resposta' });
  await composer.click();
  await page.evaluate(noteKeys, QUICKEST_TOLD_MS);

  const during = await type(page);
  const live = page.getByRole('button', { name: 'Sincronização: Ao vivo' });
  if (await live.isVisible()) throw new Error('the first sync ended before the typing did');
  await page.evaluate(noteLongTasks);
  await untilSynced(console, SYNCED_WITHIN_MS);
  const unanswered = await page.evaluate(shareInLongTasks);
  return { during, after: await type(page), unanswered };
}

declare global {
  interface Window {
    /** Milliseconds from key to frame, by the browser's number of the interaction. */
    keyDelaysMs: Map<number, number>;
    longTasks: { since: number; ms: number };
  }
}

/** The browser tells of nothing quicker, and in steps of 8 ms. */
const QUICKEST_TOLD_MS = 16;
/** What the browser tells of a frame comes with a later one. */
const TOLD_WITHIN_MS = 1_000;

function noteKeys(quickestToldMs: number): void {
  window.keyDelaysMs = new Map();
  // TypeScript knows no threshold yet.
  const wish: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    durationThreshold: quickestToldMs,
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // Letting the key go is no part of what was asked; and what is no interaction has no number.
      if (!(entry instanceof PerformanceEventTiming) || !entry.interactionId || entry.name === 'keyup') continue;
      const before = window.keyDelaysMs.get(entry.interactionId) ?? 0;
      window.keyDelaysMs.set(entry.interactionId, Math.max(before, entry.duration));
    }
  }).observe(wish);
}

/** @returns a figure for each key; those that the browser told nothing of count as the quickest that it tells of. */
async function type(page: Page): Promise<number[]> {
  await page.evaluate(() => window.keyDelaysMs.clear());
  // Without accents: a letter that no key of the keyboard gives is put in without a key's event.
  await page.keyboard.type('respondemos agora '.repeat(KEYS).slice(0, KEYS), { delay: KEY_EVERY_MS });
  await sleep(TOLD_WITHIN_MS);
  const told = await page.evaluate(() => [...window.keyDelaysMs.values()]);
  if (told.length > KEYS) throw new Error(`${told.length} interactions were told of, of ${KEYS} keys`);
  return [...told, ...Array<number>(KEYS - told.length).fill(QUICKEST_TOLD_MS)];
}

function noteLongTasks(): void {
  window.longTasks = { since: performance.now(), ms: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.ms += duration;
  }).observe({ type: 'longtask' });
}

const shareInLongTasks = (): number => window.longTasks.ms / (performance.now() - window.longTasks.since);
