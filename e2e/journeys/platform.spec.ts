import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { testReceiver } from '../../server/src/webhooks/testReceiver.ts';
import { desk } from '../desk.ts';
import { expect, signInAt, test } from '../fixtures.ts';
import type { Stack } from '../stack.ts';

/** The screens of whoever runs the desk, one journey each, by one admin at one window. */
let page: Page;
test.beforeAll(async ({ browser, stack }) => {
  page = await browser.newPage();
  await signInAt(page, stack, 'admin@demo.local');
});
test.afterAll(() => page.close());

const openSettings = (stack: Stack, section: string) => page.goto(`${stack.url}/settings/${section}`);
const row = (name: string) => page.getByRole('listitem', { name, exact: true });

test('PLAT-04 an API key is made, opens what it was made for and nothing else, and is over when it is revoked', async ({
  stack,
  request,
}) => {
  await openSettings(stack, 'keys');
  await page.getByRole('button', { name: 'Nova chave' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome').fill('Sistema de teste');
  await dialog.getByRole('button', { name: 'Criar a chave' }).click();
  await expect(dialog.getByRole('alert')).toContainText('ao menos um alcance');
  await dialog.getByRole('checkbox', { name: 'Ler: Canais' }).check();
  await dialog.getByRole('button', { name: 'Criar a chave' }).click();
  await expect(dialog).toContainText('não será mostrada de novo');
  const headers = { authorization: `Bearer ${await dialog.locator('code').innerText()}` };
  await dialog.getByRole('button', { name: 'Já guardei' }).click();

  const channels = `${stack.url}/central-atendimento/canais/`;
  expect((await request.get(channels, { headers })).status()).toBe(200);
  expect((await request.get(`${stack.url}/central-atendimento/contatos/`, { headers })).status()).toBe(403);
  await row('Sistema de teste').getByRole('button', { name: 'Revogar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revogar' }).click();
  await expect(row('Sistema de teste')).toHaveCount(0);
  // A process believes a key for a moment ("deixa de funcionar em segundos").
  await expect.poll(async () => (await request.get(channels, { headers })).status(), { timeout: 15_000 }).toBe(401);
});

test('CONN-08 a webhook is made, hears signed of what happens, and hears it again from its log', async ({
  stack,
  phone,
}) => {
  await using receiver = await testReceiver();
  await openSettings(stack, 'webhooks');
  await page.getByRole('button', { name: 'Novo webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Endereço').fill(receiver.url);
  await dialog.getByLabel('Para que serve').fill('Receptor de teste');
  await dialog.getByRole('checkbox', { name: 'Mensagem recebida' }).check();
  await dialog.getByRole('button', { name: 'Criar o webhook' }).click();
  await expect(dialog).toContainText('Copie o segredo agora');
  const secret = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'Já guardei' }).click();

  await stack.customerWrites(phone, 'Para o receptor', 'Contato e2e webhook');
  await expect.poll(() => receiver.received.map(({ type }) => type)).toEqual(['message.received']);
  const [first] = receiver.received;
  expect(first && receiver.verify(secret, first)).toMatchObject({ type: 'message.received' });

  await row('Receptor de teste').getByRole('button', { name: 'Entregas' }).click();
  const delivery = page.getByRole('listitem', { name: 'Mensagem recebida, Entregue' });
  await delivery.getByRole('button', { name: 'Ver' }).click();
  await expect(delivery).toContainText('Respondeu 200');
  await delivery.getByRole('button', { name: 'Reenviar' }).click();
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(receiver.received[1]?.id).toBe(first?.id);
  await page.keyboard.press('Escape');
  await row('Receptor de teste').getByRole('button', { name: /^Mais/ }).click();
  await page.getByRole('menuitem', { name: 'Apagar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apagar' }).click();
  await expect(row('Receptor de teste')).toHaveCount(0);
});

/** Follows the newest mailed link to somebody and chooses a password by it. */
async function choosePassword(stack: Stack, email: string, mails: number, password: string): Promise<Page> {
  const box = async () => {
    const listed = await fetch(`${stack.simulators}/_sim/mail/list?to=${encodeURIComponent(email)}`);
    return ((await listed.json()) as { items: { text: string }[] }).items;
  };
  await expect.poll(async () => (await box()).length).toBe(mails);
  const link = /https?:\/\/\S+#\S+/.exec((await box())[0]?.text ?? '')?.[0] ?? '';
  const window = await page.context().browser()?.newPage();
  if (!window) throw new Error('the browser is gone');
  await window.goto(link);
  await window.getByLabel('Nova senha').fill(password);
  await window.getByLabel('A mesma senha de novo').fill(password);
  await window.getByRole('button', { name: 'Salvar a senha' }).click();
  await expect(window.getByRole('status')).toContainText(email);
  await window.getByRole('link', { name: 'Entrar' }).click();
  return window;
}

test('PLAT-03, PLAT-17 somebody is invited, chooses a password, forgets it, chooses another, and is shut out', async ({
  stack,
}) => {
  const email = 'pessoa.e2e@example.com';
  const enter = async (window: Page, password: string) => {
    await window.getByLabel('E-mail').fill(email);
    await window.getByLabel('Senha', { exact: true }).fill(password);
    await window.getByRole('button', { name: 'Entrar', exact: true }).click();
  };
  await openSettings(stack, 'people');
  await page.getByRole('button', { name: 'Convidar' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome').fill('Pessoa e2e');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Enviar o convite' }).click();
  await expect(row('Pessoa e2e')).toBeVisible();
  const invited = await choosePassword(stack, email, 1, 'uma frase que serve bem');
  await enter(invited, 'uma frase que serve bem');
  // In no queue yet: nothing to see, and the screen says so.
  await expect(invited.getByText('Nada esperando por você')).toBeVisible();

  // Whoever forgot it asks from another window; the new one ends the old session.
  const other = await page.context().browser()?.newPage();
  if (!other) throw new Error('the browser is gone');
  await other.goto(stack.url);
  await other.getByRole('button', { name: 'Esqueci minha senha' }).click();
  await other.getByLabel('E-mail').fill(email);
  await other.getByRole('button', { name: 'Enviar o link' }).click();
  await expect(other.getByText('Confira seu e-mail')).toBeVisible();
  await other.close();
  const renewed = await choosePassword(stack, email, 2, 'outra frase que serve bem');
  await expect(invited.getByText('Sua sessão foi encerrada.')).toBeVisible();
  await invited.close();
  await enter(renewed, 'uma frase que serve bem');
  await expect(renewed.getByRole('alert')).toBeVisible();
  await enter(renewed, 'outra frase que serve bem');
  await expect(renewed.getByText('Nada esperando por você')).toBeVisible();

  await row('Pessoa e2e').getByRole('button', { name: /^Mais/ }).click();
  await page.getByRole('menuitem', { name: 'Desativar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Desativar' }).click();
  await expect(row('Pessoa e2e')).toContainText('Inativa');
  await expect(renewed.getByText('Sua sessão foi encerrada.')).toBeVisible();
  await renewed.close();
});

test('CON-18 a WhatsApp number is set up: the platform is asked, says no in words, then yes, and the address to paste stands there', async ({
  stack,
}) => {
  await openSettings(stack, 'channels');
  await row('WhatsApp de demonstração').getByRole('button', { name: 'Configurar' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('code')).toHaveText(new RegExp(`^${stack.url}/webhooks/whatsapp/`));
  await dialog.getByLabel('Token de acesso').fill('um token que venceu');
  await dialog.getByRole('button', { name: 'Salvar e testar' }).click();
  await expect(dialog.getByRole('status')).toContainText('não aceita mais o acesso');
  await dialog.getByLabel('Token de acesso').fill('sim-access-token');
  await dialog.getByRole('button', { name: 'Salvar e testar' }).click();
  await expect(dialog.getByRole('status')).toHaveText('O canal funciona.');
  await dialog.getByRole('button', { name: 'Concluir' }).click();
  await expect(row('WhatsApp de demonstração')).toContainText('Funciona');
});

test('INB-15 what the list shows is saved as a view, stands in another window, and many are closed at once and put back', async ({
  stack,
  phone,
}) => {
  await page.goto(stack.url);
  const at = desk(page);
  await at.showAll();
  const people = ['Contato e2e lote A', 'Contato e2e lote B'];
  for (const [index, name] of people.entries()) await stack.customerWrites(`${phone}${index}`.slice(1), 'Oi', name);
  for (const name of people) await expect(at.row(name)).toBeVisible();
  await page.getByRole('button', { name: 'Listas salvas' }).click();
  await page.getByLabel('Salvar o que a lista mostra agora').fill('Tudo de hoje');
  await page.getByRole('button', { name: 'Salvar', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Lista salva: Tudo de hoje' })).toBeVisible();

  for (const name of people) await page.getByRole('checkbox', { name: `Escolher ${name}` }).click();
  const bar = page.getByRole('toolbar', { name: 'Ações para as escolhidas' });
  await expect(bar).toContainText('2 escolhidas');
  await bar.getByRole('button', { name: 'Encerrar' }).click();
  await expect(page.getByText('2 conversas encerradas').first()).toBeVisible();
  for (const name of people) await expect(at.row(name)).toHaveCount(0);
  await page.getByRole('button', { name: 'Desfazer' }).first().click();
  for (const name of people) await expect(at.row(name)).toBeVisible();
});

test('INB-13 a table saved by a spreadsheet, with its mark and its semicolons, comes in and goes out again', async ({
  stack,
}) => {
  await page.goto(`${stack.url}/contacts`);
  await page.getByRole('button', { name: 'Importar' }).click();
  const table = '\uFEFFNome;Telefone;E-mail\r\n"Conceição; e2e";(11) 93333-0101;conceicao@example.com\r\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'planilha.csv', mimeType: 'text/csv', buffer: Buffer.from(table, 'utf8') });
  await page.getByRole('button', { name: 'Importar 1 linha' }).click();
  await expect(page.getByText('1 de 1: 1 novo, 0 atualizados, 0 com erro')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Nome, número, e-mail' }).fill('conceicao');
  const found = page.getByRole('list', { name: 'Contatos' }).getByRole('listitem');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText('Conceição; e2e');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exportar' }).click();
  expect(await readFile(await (await saved).path(), 'utf8')).toContain('5511933330101');
});
