/** Calls into `window.balcao` from a test, typed by the contract. */
import type { Page } from '@playwright/test';
import type { DesktopBridge } from '../src/ipc.ts';

declare global {
  interface Window {
    balcao?: DesktopBridge;
    /** What a subscribed test page has heard. */
    heard?: unknown[];
  }
}

/** The bridge as the page has it; runs inside the page. */
export async function call<Answer>(page: Page, ask: (bridge: DesktopBridge) => Promise<Answer>): Promise<Answer> {
  return page.evaluate<Answer>(`(${ask.toString()})(window.balcao)`);
}

/** Subscribes inside the page; what arrives is read by `heard`. */
export async function listen(
  page: Page,
  event: 'onDeepLink' | 'onNotificationOpen' | 'onNotificationReply' | 'onAvailabilityChosen',
) {
  await page.evaluate((name) => {
    window.heard ??= [];
    window.balcao?.[name]((payload: unknown) => window.heard?.push(payload));
  }, event);
}

export const heard = (page: Page) => page.evaluate(() => window.heard ?? []);
