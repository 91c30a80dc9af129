import { desk } from '../desk.ts';
import { faults } from '../faults.ts';
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
