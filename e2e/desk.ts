import { expect, type Locator, type Page } from '@playwright/test';

/** What people do at the desk, in the words of the screen (pt-BR). */
export const desk = (page: Page) => ({
  showAll: () => page.getByRole('radio', { name: /^Todas/ }).click(),

  row: (contact: string): Locator => page.getByRole('row', { name: new RegExp(contact) }),

  open: (contact: string) => page.getByRole('row', { name: new RegExp(contact) }).click(),

  /** Bubbles of the open conversation that hold `text`. */
  bubble: (text: string): Locator =>
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

  syncPill: (): Locator => page.getByRole('button', { name: /^Sincronização/ }),
});
