/**
 * From a webhook to the screen of another console: Meta's delivery is signed and sent at a set rate, whether earlier
 * ones were answered or not; two attendants' consoles stand open, and the second one notes when each message is painted.
 * Server, durable database, both browsers and whoever sends share this machine, and so one clock.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from '@balcao/simulators';
import type { Page } from '@playwright/test';
import { Stack } from '../e2e/stack.ts';
import { type Console, openConsole, storedRows, untilSynced } from './console.ts';
import { atMost, type Figure, quantile, told } from './figure.ts';

const PER_SECOND = 20;
const SECONDS = 60;
const PEOPLE = 200;
/** In the first ten seconds everybody is somebody new; from here on all have been known for a while. */
const KNOWN_FROM_S = 20;
/** So long is waited for the last ones, and so long counts one that newer ones pushed out of sight unseen. */
const UNSEEN_MS = 10_000;
const SYNCED_WITHIN_MS = 60_000;
const DEMO_PASSWORD = 'balcao-demo';

export async function run(): Promise<Figure[]> {
  const stack = await Stack.start();
  try {
    await using first = await openConsole(stack.url, 'attendant@demo.local', DEMO_PASSWORD);
    await using second = await openConsole(stack.url, 'attendant2@demo.local', DEMO_PASSWORD);
    await untilSynced(first, SYNCED_WITHIN_MS);
    await untilSynced(second, SYNCED_WITHIN_MS);
    const storedBefore = await storedRows(second, 'messages');
    await noteWhatIsPainted(second.page);

    const startedAt: number[] = [];
    const sent = await load({
      account: { webhookUrl: `${stack.url}/webhooks/whatsapp/` },
      perSecond: PER_SECOND,
      seconds: SECONDS,
      people: PEOPLE,
      // The full stop ends the number: a row's text runs on into its count of unread messages.
      text: (n) => `Pergunta ${n}.`,
      onStart: ({ n }) => {
        startedAt[n] = Date.now();
      },
    });
    if (sent.others.length > 0) throw new Error(`${sent.others.length} deliveries were not accepted`);
    // Each conversation begins with an entry of its timeline.
    await untilStored(second, storedBefore + startedAt.length + PEOPLE);
    const paintedAt = await second.page.evaluate(() => window.paintedAt);
    const delays = startedAt.map((at, n) => (paintedAt[n] ?? at + UNSEEN_MS) - at);
    const strangers = delays.slice(0, PEOPLE);
    const known = delays.slice(KNOWN_FROM_S * PER_SECOND);
    const beside = `${PER_SECOND} messages/s for ${SECONDS} s; answered to the platform in ${Math.round(quantile(sent.latenciesMs, 0.5))} ms (p50)`;
    return [
      atMost('webhook to screen of another console, p50', quantile(delays, 0.5), 'ms', 150, beside),
      atMost('webhook to screen of another console, p95', quantile(delays, 0.95), 'ms', 300, beside),
      // Told beside the goal, not in its place: of strangers each makes a contact, a conversation and a ticket.
      told('webhook to screen, strangers, p95', quantile(strangers, 0.95), 'ms', beside),
      told('webhook to screen, people known by then, p95', quantile(known, 0.95), 'ms', beside),
    ];
  } finally {
    await stack.close();
  }
}

declare global {
  interface Window {
    /** By the number in the message's text: when it was first seen painted inside the list, in epoch ms. */
    paintedAt: Record<number, number>;
  }
}

async function noteWhatIsPainted(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.paintedAt = {};
    let isLooking = false;
    const look = () => {
      isLooking = false;
      const at = Date.now();
      const list = document.querySelector('[role=grid]');
      const edges = list?.getBoundingClientRect();
      for (const row of list?.querySelectorAll('[role=row]') ?? []) {
        const { top, bottom } = row.getBoundingClientRect();
        const n = /Pergunta (\d+)\./.exec(row.textContent)?.[1];
        if (n === undefined || !edges || top >= edges.bottom || bottom <= edges.top) continue;
        window.paintedAt[Number(n)] ??= at;
      }
    };
    const observer = new MutationObserver(() => {
      if (isLooking) return;
      isLooking = true;
      // A task that a frame's beginning asks for comes after its painting.
      requestAnimationFrame(() => setTimeout(look));
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

/** Nothing may be missing in the end; the last ones are painted by the time that a look at the disk takes. */
async function untilStored(console: Console, messages: number): Promise<void> {
  for (const end = Date.now() + UNSEEN_MS; ; await sleep(500)) {
    const stored = await storedRows(console, 'messages');
    if (stored === messages) return;
    if (Date.now() > end) throw new Error(`the other console holds ${stored} of ${messages} messages`);
  }
}
