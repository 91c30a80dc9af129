/**
 * CON-33: a list of 100,000 conversations and a thread of 50,000 messages, scrolled by a wheel in Chromium: the real
 * screens, built as they are delivered, over the real local database (the console's gallery), beside a bare list of
 * 100,000 lines of text in the same browser.
 *
 * A frame's time is from one animation frame to the next, so it has everything in it, painting too: without a graphics
 * card that is done by the same processors, which is why the bare list stands beside it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { BARE_PAGE, fillBareList } from './bareList.ts';
import { browserOptions } from './console.ts';
import { atLeast, atMost, type Figure, quantile } from './figure.ts';

const CONVERSATIONS = 100_000;
const MESSAGES = 50_000;
/** Faster than a wheel turned by hand: 90 conversations a second. */
const PIXELS_PER_SECOND = 6_000;
const PIXELS = 12_000;
/** What is loaded when it is scrolled the second time, in pixels: 5,000 conversations, some 7,000 messages. */
const DEEP = { list: 320_000, thread: 500_000 };
/** A frame at 60 a second, and the clock's last digit. */
const IN_TIME_MS = 16.9;
const OPENED_WITHIN_MS = 150_000;

const LIST = '[role="grid"]';
const THREAD = 'section[tabindex]:has([role="listitem"])';

export async function run(): Promise<Figure[]> {
  await using resources = new AsyncDisposableStack();
  const gallery = await buildGallery();
  resources.defer(() => gallery[Symbol.asyncDispose]());
  const browser = await chromium.launch(browserOptions());
  resources.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const wheel = await page.context().newCDPSession(page);

  await page.setContent(BARE_PAGE);
  await page.evaluate(fillBareList, { rows: CONVERSATIONS, rowHeight: 64, overscan: 10 });
  const bare = await thereAndBack(page, wheel, { over: '#list', first: 'down' });

  const size = `conversations=${CONVERSATIONS}&messages=${MESSAGES}`;
  await page.goto(`${gallery.url}gallery-conversations.html?${size}&bare&open=2`);
  await page.locator(`${LIST} [role="row"]`).first().waitFor({ timeout: OPENED_WITHIN_MS });
  await page.locator(THREAD).waitFor();
  const list = await thereAndBack(page, wheel, { over: LIST, first: 'down' });
  const thread = await thereAndBack(page, wheel, { over: THREAD, first: 'up' });
  await page.evaluate(loadDeep, { over: LIST, pixels: DEEP.list, end: 'bottom' as const });
  list.push(...(await thereAndBack(page, wheel, { over: LIST, first: 'up' })));
  await page.evaluate(loadDeep, { over: THREAD, pixels: DEEP.thread, end: 'top' as const });
  thread.push(...(await thereAndBack(page, wheel, { over: THREAD, first: 'down' })));
  return [
    ...figures(`list of ${CONVERSATIONS.toLocaleString('en')}`, list, bare),
    ...figures(`thread of ${MESSAGES.toLocaleString('en')}`, thread, bare),
  ];
}

function figures(what: string, frames: readonly number[], bare: readonly number[]): Figure[] {
  return [
    atMost(`${what}: frame, p95`, quantile(frames, 0.95), 'ms', IN_TIME_MS, `bare list: ${inWords(bare)}`),
    atLeast(
      `${what}: share of frames in time, by a bare list’s`,
      shareInTime(frames) / shareInTime(bare),
      'ratio',
      0.95,
      `${inWords(frames)}; bare list: ${inWords(bare)}`,
    ),
  ];
}

const shareInTime = (frames: readonly number[]) => frames.filter((ms) => ms <= IN_TIME_MS).length / frames.length;

const inWords = (frames: readonly number[]) =>
  `p50 ${quantile(frames, 0.5).toFixed(1)}, p95 ${quantile(frames, 0.95).toFixed(1)}, longest ${Math.max(...frames).toFixed(0)} ms, ` +
  `${(100 * shareInTime(frames)).toFixed(1)} % of ${frames.length} in time`;

/** The gallery's page, built as the product is, from a server that only hands out files. */
async function buildGallery() {
  const root = new URL('../apps/console/', import.meta.url).pathname;
  const outDir = await mkdtemp(join(tmpdir(), 'balcao-gallery-'));
  const before = process.env.NODE_ENV;
  await build({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: `${root}gallery-conversations.html` } },
  });
  // Vite tells this whole process that it is in production, and servers that other benches start would believe it.
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const [url] = server.resolvedUrls?.local ?? [];
  if (!url) throw new Error('the gallery is not served');
  return {
    url,
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

type Way = { over: string; first: 'up' | 'down' };

/**
 * Turns the wheel one way and back.
 * @returns the time of each frame meanwhile, in ms. @throws Error where nothing moved.
 */
async function thereAndBack(page: Page, wheel: CDPSession, { over, first }: Way): Promise<number[]> {
  const box = await page.locator(over).boundingBox();
  if (!box) throw new Error(`${over} is not in sight`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const frames: number[] = [];
  for (const way of [first, first === 'down' ? 'up' : 'down'] as const) {
    await sleep(1_000);
    await page.evaluate(noteFrames, { over, way });
    const yDistance = way === 'down' ? -PIXELS : PIXELS;
    const gesture = {
      x,
      y,
      yDistance,
      speed: PIXELS_PER_SECOND,
      gestureSourceType: 'mouse',
      preventFling: true,
    } as const;
    await wheel.send('Input.synthesizeScrollGesture', gesture);
    const { framesMs, movedPixels, from, length } = await page.evaluate(() => window.notedFrames());
    if (movedPixels < PIXELS / 2)
      throw new Error(`${over} moved ${way} by only ${movedPixels} px, from ${from} of ${length} px`);
    frames.push(...framesMs);
  }
  return frames;
}

declare global {
  interface Window {
    /** `from`: where it stood, and `length`: all that it shows, at the end; in pixels. */
    notedFrames: () => { framesMs: number[]; movedPixels: number; from: number; length: number };
  }
}

function noteFrames({ over, way }: { over: string; way: 'up' | 'down' }): void {
  const element = document.querySelector(over);
  if (!element) throw new Error(`${over} is not here`);
  // Upwards from the lower end, because what is read meanwhile comes in above.
  const place = () => (way === 'down' ? element.scrollTop : element.scrollHeight - element.scrollTop);
  const from = place();
  const at: number[] = [];
  let isOver = false;
  const note = (time: number) => {
    at.push(time);
    if (!isOver) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  window.notedFrames = () => {
    isOver = true;
    const framesMs = at.slice(1).map((time, index) => time - (at[index] ?? time));
    return { framesMs, movedPixels: place() - from, from, length: element.scrollHeight };
  };
}

/** Goes to one end again and again, each time that more was loaded there, until it is `pixels` long. */
async function loadDeep({ over, pixels, end }: { over: string; pixels: number; end: 'top' | 'bottom' }): Promise<void> {
  const element = document.querySelector(over);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let waited = 0; element && element.scrollHeight < pixels; ) {
    const before = element.scrollHeight;
    element.scrollTop = end === 'top' ? 0 : before;
    await frame();
    waited = element.scrollHeight === before ? waited + 1 : 0;
    if (waited > 600) throw new Error(`${over} is no longer than ${before} px`);
  }
}
