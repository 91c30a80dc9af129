import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

const settings = (page: Page, title: string) =>
  page
    .getByRole('link', { name: 'Configurações' })
    .click()
    .then(() => page.getByRole('link', { name: title, exact: true }).click());

test.afterEach(async ({ stack }) => {
  await stack.ensureServer();
});

test('INB-24 a reply of one’s own goes in by /shortcut with the names filled in, and is nobody else’s', async ({
  browser,
  stack,
  phone,
  signIn,
}) => {
  await using first = await browser.newContext();
  await using second = await browser.newContext();
  const [one, other] = [await first.newPage(), await second.newPage()];
  await signIn(one, 'attendant@demo.local');
  await signIn(other, 'attendant2@demo.local');
  await settings(one, 'Respostas rápidas');
  await one.getByRole('button', { name: 'Nova resposta' }).click();
  const dialog = one.getByRole('dialog', { name: 'Nova resposta rápida' });
  await dialog.getByLabel('Nome', { exact: true }).fill('Boas-vindas');
  await dialog.getByLabel('Atalho').fill('Olá');
  await dialog.getByLabel('Texto', { exact: true }).fill('Oi, {{contact.first_name}}! Escreva para {{contact.email}}.');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'como-chegar.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Rua de teste, 10'),
  });
  await expect(dialog.getByRole('button', { name: 'Tirar como-chegar.txt' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(one.getByRole('listitem').filter({ hasText: '/ola' })).toContainText('sem uso em 90 dias');

  for (const page of [one, other]) await page.getByRole('link', { name: /^Conversas/ }).click();
  for (const page of [one, other]) await desk(page).showAll();
  await stack.customerWrites(phone, 'Onde fica?', 'Passante e2e rápido');
  for (const page of [one, other]) await desk(page).open('Passante e2e rápido');

  const box = one.getByRole('textbox', { name: 'Resposta' });
  await box.pressSequentially('/ol');
  await expect(one.getByRole('option', { name: /Boas-vindas/ })).toBeVisible();
  await box.press('Enter');
  await expect(box).toHaveValue('Oi, Passante! Escreva para {{contact.email}}.');
  await expect(one.getByText('como-chegar.txt')).toBeVisible();
  await expect(one.getByText('Falta preencher: e-mail do contato.')).toBeVisible();
  await expect(one.getByRole('button', { name: 'Enviar', exact: true })).toBeDisabled();
  // The gap is selected: typing fills it.
  await one.keyboard.type('teste@exemplo.com.br');
  await expect(box).toHaveValue('Oi, Passante! Escreva para teste@exemplo.com.br.');
  const otherBox = other.getByRole('textbox', { name: 'Resposta' });
  await otherBox.pressSequentially('/ol');
  await expect(other.getByRole('listbox', { name: 'Respostas rápidas' })).toHaveCount(0);
});

test('INB-24 a macro replies, tags and closes at one key; one that needs the server says so without it', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Passante e2e macro', 'Era só isso');
  await settings(page, 'Macros');
  const dialog = page.getByRole('dialog', { name: 'Nova macro' });
  const make = async (name: string, steps: () => Promise<void>) => {
    await page.getByRole('button', { name: 'Nova macro' }).click();
    await dialog.getByLabel('Nome', { exact: true }).fill(name);
    await steps();
    await dialog.getByRole('button', { name: 'Salvar' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  };
  await make('Agradecer', async () => {
    await dialog.getByRole('button', { name: 'Encerrar', exact: true }).click();
    await dialog.getByRole('button', { name: 'Responder', exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText('A ação 2 nunca seria feita');
    await dialog.getByRole('textbox', { name: 'Responder' }).fill('Obrigado, {{contact.first_name}}!');
    await dialog.getByRole('button', { name: 'Subir o passo 2' }).click();
    await expect(dialog.getByRole('alert')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Etiquetar' }).click();
    await dialog.getByRole('button', { name: 'Subir o passo 3' }).click();
    await dialog.getByRole('checkbox', { name: 'Retorno' }).click();
  });
  await make('Passar adiante', async () => {
    await dialog.getByRole('button', { name: 'Transferir' }).click();
    await dialog.getByLabel('Transferir').selectOption({ index: 1 });
  });

  await page.getByRole('link', { name: /^Conversas/ }).click();
  await at.open('Passante e2e macro');
  await expect(at.bubble('Era só isso')).toBeVisible();
  await stack.stopServer();
  await expect(at.syncPill()).toContainText('Sem conexão');
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitem', { name: /Passar adiante/ })).toBeDisabled();
  await page.getByRole('menuitem', { name: /Agradecer/ }).click();
  await expect(page.getByText('Feito: Agradecer', { exact: true })).toBeVisible();
  await expect(at.row('Passante e2e macro')).toHaveCount(0);
  await stack.startServer();
  await expect
    .poll(async () => (await stack.outbox(phone)).map((message) => message.text?.body), { timeout: 30_000 })
    .toEqual(['Obrigado, Passante!']);
  await expect
    .poll(
      async () =>
        (
          await stack.sql(
            `select conversation.status, cardinality(conversation.tags) as tags from conversation join contact on contact.id = contact_id where name = 'Passante e2e macro'`,
          )
        )[0],
      { timeout: 30_000 },
    )
    .toEqual({ status: 'closed', tags: 1 });
});
