import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { expect, PASSWORD, test } from '../fixtures.ts';

/** Whatever a page leaves in this browser that a later visitor could read. */
const leftHere = (page: Page) =>
  page.evaluate(async () => {
    const caches = await globalThis.caches.keys();
    const cached = await Promise.all(
      caches.map(async (name) => (await (await globalThis.caches.open(name)).keys()).map(({ url }) => url)),
    );
    return {
      databases: (await indexedDB.databases()).map(({ name }) => name),
      texts: [...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage })].join(' '),
      cached: cached.flat().filter((url) => /\/(trpc|media|sync)/.test(url)),
    };
  });

test.use({ serviceWorkers: 'allow' });

test('a browser that is not trusted keeps nothing that can be read, and asks to sign in again when it is loaded again', async ({
  page,
  stack,
  phone,
}) => {
  await page.goto(stack.url);
  await page.getByRole('checkbox', { name: /^Este computador é meu/ }).uncheck();
  await expect(page.getByText(/Nada fica neste computador/)).toBeVisible();
  await page.getByLabel('E-mail').fill('attendant@demo.local');
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  const at = desk(page);
  await at.showAll();
  await stack.customerWrites(phone, 'Isto não pode ficar aqui', 'Contato e2e balcão público');
  await at.open('Contato e2e balcão público');
  await at.answer('Resposta de passagem');
  await expect.poll(async () => (await stack.outbox(phone)).length).toBe(1);
  await expect(at.syncPill()).toContainText('Ao vivo');

  const left = await leftHere(page);
  expect(left.databases).toEqual([]);
  expect(left.cached).toEqual([]);
  expect(left.texts).not.toMatch(/demo\.local|Contato e2e|eyJ/);
  expect(await page.evaluate(() => localStorage.getItem('balcao.refreshToken'))).toBeNull();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Entrar', exact: true })).toBeVisible();
  await expect(page.getByText('Contato e2e balcão público')).toHaveCount(0);
  // The answer given at sign-in stands until somebody gives another.
  await expect(page.getByRole('checkbox', { name: /^Este computador é meu/ })).not.toBeChecked();
});

test('a trusted browser that is no longer so gives up what it kept; trusted again, it opens by itself', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'attendant2@demo.local');
  await expect(desk(page).syncPill()).toContainText('Ao vivo');
  await page.goto(`${new URL(page.url()).origin}/settings/device`);
  const change = async (button: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
    await expect(desk(page).syncPill()).toContainText('Ao vivo');
  };
  await change('Não guardar mais');
  await expect(page.getByText(/Nada fica neste computador/)).toBeVisible();
  const left = await leftHere(page);
  expect(left.databases).toEqual([]);
  expect(left.texts).not.toMatch(/demo\.local|eyJ/);
  expect(await page.evaluate(() => localStorage.getItem('balcao.refreshToken'))).toBeNull();

  await change('Guardar aqui');
  await page.reload();
  await expect(desk(page).syncPill()).toContainText('Ao vivo');
  await expect(page.getByText(/Ficam cifradas neste navegador/)).toBeVisible();
});
