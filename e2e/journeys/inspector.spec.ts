import { desk } from '../desk.ts';
import { faults } from '../faults.ts';
import { expect, test } from '../fixtures.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.afterEach(async ({ stack }) => {
  await stack.ensureServer();
});

test('the inspector shows where each replica stands and what waits, offline too, and copies it without a name in it', async ({
  page,
  stack,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e inspecionado', 'Oi');
  await expect(at.syncPill()).toContainText('Ao vivo');
  await at.syncPill().click();
  await page.getByRole('button', { name: 'Inspecionar a sincronização' }).click();
  const table = page.getByRole('table');
  const row = (replica: string) => table.getByRole('row', { name: new RegExp(`^${replica} `) });
  await expect(table.getByRole('row')).toHaveCount(11);
  const { seq } = (await stack.sql<{ seq: string }>(`select max(seq) as seq from feed where kind = 'messages'`))[0] ?? {
    seq: '',
  };
  // Its own last number, or a later one of the feed that held nothing for it.
  await expect
    .poll(async () => Number(await row('messages').getByRole('cell').nth(2).textContent()))
    .toBeGreaterThanOrEqual(Number(seq));
  await expect(page.getByText('Nada espera.')).toBeVisible();

  await page.goBack();
  await stack.stopServer();
  await expect(at.syncPill()).toContainText('Sem conexão');
  await at.answer('Espera pelo servidor');
  await page.goForward();
  await expect(row('messages').getByRole('cell').nth(1)).toHaveText('1');
  await expect(page.getByText(/^messages [0-9a-f-]{36}/)).toBeVisible();
  await page.getByRole('button', { name: 'Copiar como texto' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('state {"kind":"offline"');
  expect(copied).toMatch(/messages v\d+: \d+ rows, 1 waiting/);
  expect(copied).toMatch(/ {2}checkpoint \{"epoch":/);
  expect(copied).not.toMatch(/Contato e2e|Espera pelo servidor/);

  await stack.startServer();
  await expect(page.getByText('Nada espera.')).toBeVisible({ timeout: 20_000 });
  await expect(row('messages').getByRole('cell').nth(6)).toHaveText('1');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the screens of synchronising are accessible: sign-in, pill, inspector, device', async ({
      page,
      stack,
      signIn,
    }) => {
      await page.goto(stack.url);
      await page.getByRole('checkbox', { name: /^Este computador é meu/ }).uncheck();
      expect(await faults(page)).toEqual([]);
      await signIn(page, 'admin@demo.local');
      await expect(desk(page).syncPill()).toContainText('Ao vivo');
      await desk(page).syncPill().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Inspecionar a sincronização' }).click();
      await expect(page.getByRole('table')).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('link', { name: 'Neste aparelho' }).click();
      await expect(page.getByText(/Ficam cifradas neste navegador/)).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Não guardar mais' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page)).toEqual([]);
    });
  });
}
