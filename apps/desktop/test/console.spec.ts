import { expect, test } from '@playwright/test';
import { Stack } from '../../../e2e/stack.ts';
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

test('CON-03, QUE-03 what is chosen in the tray holds for everybody, and what is chosen in the console is shown there', async () => {
  test.setTimeout(120_000);
  const stack = await Stack.start();
  try {
    await using machine = new Machine();
    const desktop = await machine.start({ app: REPOSITORY, args: [`--server=${stack.url}`] });
    const page = desktop.page();
    await page.getByLabel('E-mail').fill('attendant@demo.local');
    await page.getByLabel('Senha', { exact: true }).fill('balcao-demo');
    await page.getByRole('button', { name: 'Entrar', exact: true }).click();
    const chosen = async () => {
      const { menu } = await desktop.asked('tray');
      const choices = menu.find(({ label }) => label === 'Disponibilidade')?.submenu ?? [];
      return choices.filter(({ checked }) => checked).map(({ label }) => label);
    };
    const pill = (availability: string) => page.getByRole('button', { name: `Disponibilidade: ${availability}` });
    await expect(pill('Disponível')).toBeVisible();
    await expect.poll(chosen).toEqual(['Disponível']);

    await desktop.act('chooseInTray', 'Disponibilidade', 'Ausente');
    await expect(pill('Ausente')).toBeVisible();
    await expect.poll(chosen).toEqual(['Ausente']);
    const stored = () =>
      stack.sql<{ availability: string }>("select availability from user_account where email = 'attendant@demo.local'");
    expect(await stored()).toEqual([{ availability: 'away' }]);

    await pill('Ausente').click();
    await page.getByRole('menuitemradio', { name: 'Disponível' }).click();
    await expect.poll(chosen).toEqual(['Disponível']);
  } finally {
    await stack.close();
  }
});
