/**
 * CON-33: memory stays flat over a busy day. A day's messages come in compressed, while an attendant goes from
 * conversation to conversation without a pause; the heap is looked at after the garbage collector, on an empty search,
 * before and after. The first part warms up: caches that have an upper end (rows of the open lists) fill there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from '@balcao/simulators';
import type { CDPSession, Page } from '@playwright/test';
import { Stack } from '../e2e/stack.ts';
import { openConsole, untilSynced } from './console.ts';
import { atMost, type Figure } from './figure.ts';

const PER_SECOND = 30;
const WARM_UP_SECONDS = 15;
const SECONDS = 45;
const PEOPLE = 120;
const SWITCH_EVERY_MS = 150;
const SYNCED_WITHIN_MS = 60_000;

export async function run(): Promise<Figure[]> {
  const stack = await Stack.start();
  try {
    await using console = await openConsole(stack.url, 'attendant@demo.local', 'balcao-demo');
    await untilSynced(console, SYNCED_WITHIN_MS);
    const { page } = console;
    const memory = await page.context().newCDPSession(page);
    await part(stack, page, WARM_UP_SECONDS);
    const before = await heapMegabytes(page, memory);
    const switches = await part(stack, page, SECONDS);
    const after = await heapMegabytes(page, memory);
    const beside = `${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after ${PER_SECOND * SECONDS} messages and ${switches} conversations`;
    return [atMost('heap after a busy day by before', after / before, 'ratio', 1.2, beside)];
  } finally {
    await stack.close();
  }
}

/** @returns how many conversations were opened. */
async function part(stack: Stack, page: Page, seconds: number): Promise<number> {
  await page.getByRole('grid', { name: 'Conversas' }).getByRole('row').first().click();
  const loading = load({
    account: { webhookUrl: `${stack.url}/webhooks/whatsapp/` },
    perSecond: PER_SECOND,
    seconds,
    people: PEOPLE,
  });
  let switches = 0;
  const opened = new Set<string>();
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; switches += 1) {
    await page.locator('body').press(switches % 40 < 20 ? 'j' : 'k');
    opened.add(page.url());
    await sleep(SWITCH_EVERY_MS);
  }
  const { others } = await loading;
  if (others.length > 0) throw new Error(`${others.length} deliveries were not accepted`);
  if (opened.size < 10) throw new Error(`only ${opened.size} conversations were opened`);
  return switches;
}

async function heapMegabytes(page: Page, memory: CDPSession): Promise<number> {
  await page.getByRole('grid', { name: 'Conversas' }).getByRole('row').first().click();
  await sleep(2_000);
  await memory.send('HeapProfiler.collectGarbage');
  await sleep(500);
  await memory.send('HeapProfiler.collectGarbage');
  const { usedSize } = await memory.send('Runtime.getHeapUsage');
  return usedSize / 1_048_576;
}
