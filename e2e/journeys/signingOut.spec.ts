import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

test('signing out leaves nothing of the company on the machine', async ({ page, signIn }) => {
  await signIn(page, 'attendant2@demo.local');
  await expect(desk(page).syncPill()).toContainText('Ao vivo');
  await page.getByRole('button', { name: /^Sua conta/ }).click();
  await page.getByRole('menuitem', { name: 'Sair' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sair' }).click();
  await expect(page.getByRole('button', { name: 'Entrar', exact: true })).toBeVisible();
  const databases = () => page.evaluate(async () => (await indexedDB.databases()).map((database) => database.name));
  await expect.poll(databases).toEqual([]);
  const kept = await page.evaluate(() => Object.values({ ...localStorage }).join(' '));
  expect(kept).not.toContain('demo.local');
});

test('a wrong password says so without saying which part was wrong', async ({ page, stack }) => {
  await page.goto(stack.url);
  await page.getByLabel('E-mail').fill('attendant@demo.local');
  await page.getByLabel('Senha', { exact: true }).fill('errada');
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('E-mail ou senha não conferem.');
});

test('the demonstration opens with one click', async ({ page, stack }) => {
  await page.goto(stack.url);
  await page.getByRole('button', { name: 'Atendente' }).click();
  await expect(page.getByRole('grid', { name: 'Conversas' })).toBeVisible();
});
