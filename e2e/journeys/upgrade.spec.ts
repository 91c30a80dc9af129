import { pathToFileURL } from 'node:url';
import type { BrowserContext } from '@playwright/test';
import { desk } from '../desk.ts';
import { faults } from '../faults.ts';
import { expect, PASSWORD, test } from '../fixtures.ts';

/** A server of a later release: the definition of messages has the next version. */
const NEWER = { NODE_OPTIONS: `--import ${pathToFileURL('e2e/newerDefinitions.mjs').href}` };
const VERSION = /(name:[`"']messages[`"'],version:)(\d+)/g;

/** The console of that release, as a server would give it from now on. */
const giveNewerConsole = (context: BrowserContext) =>
  context.route('**/assets/*.js', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({
      response,
      body: text.replace(VERSION, (_, before, version) => before + (Number(version) + 1)),
    });
  });

// The worker that keeps the console for offline is none of this; requests have to be seen.
test.use({ serviceWorkers: 'block' });
// A server starts three times here.
test.setTimeout(150_000);

test.describe('a server of a later release', () => {
  test.afterEach(async ({ stack }) => {
    await stack.stopServer();
    await stack.startServer();
  });

  test('tells an older console in words to reload; what it wrote before and after is kept, migrated and sent', async ({
    page,
    context,
    stack,
    phone,
    openConversation,
  }) => {
    const at = await openConversation(page, 'Contato e2e versão', 'Antes da versão nova');
    await expect(at.syncPill()).toContainText('Ao vivo');
    await stack.stopServer();
    await at.answer('Escrita na versão antiga');
    await expect(at.syncPill()).toContainText('guardada');

    await stack.startServer(NEWER);
    await expect(at.syncPill()).toContainText('Precisa de atenção', { timeout: 60_000 });
    await at.answer('E mais esta');
    await at.syncPill().click();
    await expect(page.getByRole('heading', { name: 'Este console está desatualizado.' })).toBeVisible();
    await expect(page.getByText(/O que você escreveu está guardado e será enviado depois/)).toBeVisible();
    expect(await faults(page)).toEqual([]);
    expect(await stack.outbox(phone)).toEqual([]);

    await giveNewerConsole(context);
    await page.getByRole('button', { name: 'Recarregar' }).click();
    await expect(at.syncPill()).toContainText('Ao vivo', { timeout: 60_000 });
    const sent = async () => (await stack.outbox(phone)).map((message) => message.text?.body);
    await expect.poll(sent).toEqual(['Escrita na versão antiga', 'E mais esta']);
    await expect(at.bubble('Escrita na versão antiga')).toHaveCount(1);
    await expect(at.bubble('Antes da versão nova')).toHaveCount(1);
    // Other journeys of this attendant may have left something there.
    await page.getByRole('button', { name: /^(Nada|\d+ avisos?) precisam? de atenção$/ }).click();
    const tray = page.getByRole('dialog', { name: 'Precisa de atenção' });
    await expect(tray).toBeVisible();
    await expect(tray.getByText('Contato e2e versão')).toHaveCount(0);
    await expect(tray.getByText(/versão antiga|E mais esta/)).toHaveCount(0);
  });
});

test('a console that is newer than its server says whom to ask, and does not claim that nothing waits', async ({
  page,
  context,
  stack,
}) => {
  await giveNewerConsole(context);
  await page.goto(stack.url);
  await page.getByLabel('E-mail').fill('attendant@demo.local');
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  const { syncPill } = desk(page);
  await expect(syncPill()).toContainText('Precisa de atenção', { timeout: 60_000 });
  const inList = page.getByRole('alert').filter({ hasText: 'O servidor é mais antigo que este console.' });
  await expect(inList).toContainText('Peça a quem cuida do servidor que o atualize');
  await expect(page.getByText('Nada esperando por você')).toHaveCount(0);
  await syncPill().click();
  await expect(page.getByRole('heading', { name: 'O servidor é mais antigo que este console.' })).toBeVisible();
});
