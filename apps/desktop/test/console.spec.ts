import { expect, test } from '@playwright/test';
import { REPOSITORY } from './builtShell.ts';
import { Machine } from './standInDesktop.ts';

test('CON-01 the built console itself opens in the shell, and the policy has nothing to refuse', async () => {
  await using machine = new Machine();
  const desktop = await machine.start({ app: REPOSITORY });
  const page = desktop.page();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  await page.reload();
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(refused).toEqual([]);
});
