import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { contrastFaults, faults } from '../faults.ts';
import { expect, test } from '../fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('sign-in', async ({ page, stack }) => {
      await page.goto(stack.url);
      await expect(page.getByLabel('E-mail')).toBeVisible();
      expect(await faults(page)).toEqual([]);
    });

    test('conversations, palette, keys, settings', async ({ page, signIn }) => {
      await signIn(page, 'attendant@demo.local');
      await desk(page).showAll();
      await page.getByRole('row').first().click();
      await expect(page.getByRole('region', { name: /^Mensagens com/ })).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Configurações' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Configurações' })).toBeVisible();
      expect(await faults(page)).toEqual([]);
    });
  });
}

/** A screen's outline: one name, and no level of heading left out. */
async function outlineFaults(page: Page): Promise<string[]> {
  const levels = await page.getByRole('heading').evaluateAll((all) => all.map((each) => Number(each.tagName.slice(1))));
  const leaps = levels.flatMap((level, at) => {
    const before = levels[at - 1] ?? 0;
    return level > before + 1 ? [`h${level} after h${before}`] : [];
  });
  return levels.filter((level) => level === 1).length === 1 ? leaps : ['not one h1', ...leaps];
}

/** Colours on their way to others are neither. They set out with the frame after the one that changes the scheme. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}

/** What opens a dialog on a screen; it must give the focus back. */
const OPENERS: Record<string, string> = {
  Pessoas: 'Convidar',
  'Respostas rápidas': 'Nova resposta',
  Macros: 'Nova macro',
  Canais: 'Novo canal',
  'Chaves de API': 'Nova chave',
  Webhooks: 'Novo webhook',
};

test('every screen of whoever runs the desk: its outline, its parts, its colours, and its dialogs by keyboard', async ({
  page,
  signIn,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'admin@demo.local');
  const look = async (where: string) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await settled(page);
    expect([where, ...(await faults(page))]).toEqual([where]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await settled(page);
    expect([where, ...(await contrastFaults(page))]).toEqual([where]);
  };
  await page.getByRole('link', { name: 'Contatos' }).click();
  await expect(page.getByRole('list', { name: 'Contatos' }).getByRole('listitem').first()).toBeVisible();
  await look('Contatos');
  for (const [name, part] of [
    ['Painel', 'Volume por hora'],
    ['Relatórios', 'Volume por dia'],
    ['Agendamento', 'Do pedido ao comparecimento'],
  ] as const) {
    await page.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 2, name: part })).toBeVisible();
    await look(name);
    expect(await outlineFaults(page)).toEqual([]);
  }
  await page.getByRole('link', { name: 'Configurações' }).click();
  const sections = page.getByRole('navigation', { name: 'Configurações' }).getByRole('link');
  await expect(sections.first()).toBeVisible();
  for (const name of await sections.allInnerTexts()) {
    await sections.filter({ hasText: name }).press('Enter');
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
    await look(name);
    expect(await outlineFaults(page)).toEqual([]);
    const opener = OPENERS[name] && page.getByRole('button', { name: OPENERS[name] });
    if (!opener) continue;
    await opener.press('Enter');
    await expect(page.getByRole('dialog').locator(':focus')).toBeAttached();
    await look(`${name}, dialog`);
    await page.keyboard.press('Escape');
    await expect(opener).toBeFocused();
  }
});

test('a dialog that an item of a menu opens gives the focus back to the menu’s button', async ({ page, signIn }) => {
  await signIn(page, 'admin@demo.local');
  await page.getByRole('link', { name: 'Configurações' }).click();
  await page.getByRole('navigation', { name: 'Configurações' }).getByRole('link', { name: 'Canais' }).press('Enter');
  const menu = page.getByRole('button', { name: /^Mais ações de/ }).first();
  await menu.press('Enter');
  await page.getByRole('menuitem').first().press('Enter');
  await expect(page.getByRole('dialog').locator(':focus')).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
});

test('everything of a morning can be done by keyboard', async ({ page, stack, phone, signIn }) => {
  await signIn(page, 'attendant@demo.local');
  const at = desk(page);
  await at.showAll();
  await stack.customerWrites(phone, 'Por teclado', 'Contato e2e teclado');
  await expect(at.row('Contato e2e teclado')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('e2e teclado');
  await expect(page.getByRole('option', { name: /Contato e2e teclado/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(at.bubble('Por teclado')).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('textbox', { name: 'Resposta' })).toBeFocused();
  await page.keyboard.type('Respondido sem mouse');
  await page.keyboard.press('Enter');
  await expect(at.bubble('Respondido sem mouse')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(at.row('Contato e2e teclado')).toHaveCount(0);
});
