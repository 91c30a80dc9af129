/**
 * BOOK-11: a week of 20 resources with 1,000 appointments, one of them dragged over the calendar in Chromium: the product's
 * own console on its own database, beside the same pointer over the same calendar with nothing in hand.
 *
 * Times are Chromium's own, out of its trace: how long the page's thread worked without a pause, which is what a frame has
 * to wait for; by the thread's own clock, which stands while the processor is somebody else's, and told by the wall's too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { openConsole, untilSynced } from './console.ts';
import { startDesk } from './desk.ts';
import { atMost, type Figure, quantile, told } from './figure.ts';
import { fillCalendar } from './fillCalendar.ts';

const RESOURCES = 20;
const APPOINTMENTS = 1_000;
/** Two frames at 60 a second: a hand notices what takes longer. */
const LONGEST_MS = 33;
const STEPS = 240;
const SYNCED_WITHIN_MS = 60_000;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('throwaway');
  await using desk = await startDesk(cluster, 'calendar', { conversations: 1, messagesEach: 1 });
  await fillCalendar(desk.databaseUrl, desk.companyId, { resources: RESOURCES, appointments: APPOINTMENTS });
  await using console = await openConsole(desk.stack.url, desk.email, desk.password);
  const { page } = console;
  await untilSynced(console, SYNCED_WITHIN_MS);
  await page.getByRole('link', { name: 'Agenda' }).click();
  await page.getByRole('region', { name: 'Dia por agenda' }).waitFor();
  await page.keyboard.press('Shift+W');
  await page.getByRole('region', { name: 'Semana por agenda' }).waitFor();
  await page.waitForFunction((least) => document.querySelectorAll('[data-appointment]').length >= least, APPOINTMENTS);
  const session = await page.context().newCDPSession(page);

  const bare = await busyWhile(session, () => wander(page, { holding: false }));
  const drags = await busyWhile(session, () => wander(page, { holding: true }));
  const what = `calendar of ${RESOURCES} × a week, ${APPOINTMENTS.toLocaleString('en')} appointments: longest frame of a drag`;
  const words = (by: Clock) => `${inWords(drags[by])}; without anything in hand: ${inWords(bare[by])}`;
  return [
    atMost(what, Math.max(...drags.thread), 'ms', LONGEST_MS, words('thread')),
    told(`${what}, by the wall`, Math.max(...drags.wall), 'ms', words('wall')),
  ];
}

const inWords = (busy: readonly number[]) =>
  `p50 ${quantile(busy, 0.5).toFixed(1)}, p95 ${quantile(busy, 0.95).toFixed(1)}, longest ${Math.max(...busy).toFixed(0)} ms of ${busy.length}`;

/** Across the calendar and down, a pixel or so at a time, as a hand does; taken back with Escape where something was held. */
async function wander(page: Page, { holding }: { holding: boolean }): Promise<void> {
  const card = page.locator('[data-appointment]').first();
  await card.scrollIntoViewIfNeeded();
  const box = await card.boundingBox();
  if (!box) throw new Error('no appointment is in sight');
  const [x, y] = [box.x + box.width / 2, box.y + 10];
  await page.mouse.move(x, y);
  if (holding) await page.mouse.down();
  for (let step = 1; step <= STEPS; step += 1) {
    await page.mouse.move(x + (step % 120) * 4, y + 80 * Math.sin(step / 20));
    if (holding && step === STEPS / 2) {
      const ghost = await page.evaluate(() => document.querySelectorAll('[class*="ghost"]').length);
      if (ghost !== 1) throw new Error('nothing was dragged');
    }
  }
  if (!holding) return;
  await page.keyboard.press('Escape');
  await page.mouse.up();
}

type Clock = 'thread' | 'wall';

type TraceEvent = {
  tdur?: number;
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  args?: { name?: string };
};

/** @returns how long the page's main thread was busy without a pause, each time, in ms, by both clocks. */
async function busyWhile(session: CDPSession, work: () => Promise<void>): Promise<Record<Clock, number[]>> {
  const events: TraceEvent[] = [];
  const note = ({ value }: { value: unknown[] }) => events.push(...(value as TraceEvent[])); // Chromium's own format
  session.on('Tracing.dataCollected', note);
  const isOver = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
  // What opening the calendar left behind is cleared before, and not in the midst of a step.
  await session.send('HeapProfiler.collectGarbage');
  await sleep(1_000);
  const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', '__metadata'];
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await work();
  await session.send('Tracing.end');
  await isOver;
  session.off('Tracing.dataCollected', note);
  const renderers = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const isMain = ({ pid, tid }: TraceEvent) => renderers.some((each) => each.pid === pid && each.tid === tid);
  const tasks = events.filter((event) => event.name === 'RunTask' && event.dur !== undefined && isMain(event));
  if (tasks.length < STEPS / 2) throw new Error(`the trace has only ${tasks.length} tasks of the page`);
  if (tasks.every(({ tdur }) => tdur === undefined)) throw new Error('the trace has no times of the thread');
  return {
    thread: tasks.map(({ tdur = 0 }) => tdur / 1_000),
    wall: tasks.map(({ dur = 0 }) => dur / 1_000),
  };
}
