import { expect, type Locator, type Page } from '@playwright/test';

/** What people do at the desk, in the words of the screen (pt-BR). */
export const desk = (page: Page) => ({
  showAll: () => page.getByRole('radio', { name: /^Todas/ }).click(),

  row: (contact: string): Locator => page.getByRole('row', { name: new RegExp(contact) }),

  open: (contact: string) => page.getByRole('row', { name: new RegExp(contact) }).click(),

  /** Bubbles of the open conversation that hold `text`; all of them without it. */
  bubble: (text = ''): Locator =>
    page
      .getByRole('region', { name: /^Mensagens com/ })
      .getByRole('article')
      .filter({ hasText: text }),

  answer: async (text: string) => {
    const box = page.getByRole('textbox', { name: 'Resposta' });
    await box.fill(text);
    await box.press('Enter');
    await expect(box).toHaveValue('');
  },

  /** Until the console itself is on the disk: only then does a reload find it without a server. */
  keptForOffline: () => page.evaluate(() => navigator.serviceWorker.ready.then(() => {})),

  syncPill: (): Locator => page.getByRole('button', { name: /^Sincronização/ }),
});
