import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

test.use({ serviceWorkers: 'allow' });

test.afterEach(async ({ stack }) => {
  await stack.ensureServer();
});

const picker = (page: Page) => page.locator('input[type=file]');
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') });
const picture = {
  name: 'fachada.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

test('a picture and a contract go out with their caption, and a program does not', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e arquivos', 'Pode mandar o contrato?');
  await picker(page).setInputFiles([
    picture,
    pdf('contrato.pdf'),
    { name: 'foto.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
  ]);
  await expect(page.getByRole('alert')).toContainText('Programas não podem ser enviados');
  await page.getByRole('textbox', { name: 'Resposta' }).fill('Segue a fachada');
  await page.keyboard.press('Enter');

  await expect(at.bubble('Segue a fachada').getByRole('img').first()).toBeVisible();
  await expect(at.bubble('contrato.pdf').getByRole('img', { name: /^(Entregue|Lida)/ })).toBeVisible();
  expect(await stack.outbox(phone)).toMatchObject([
    { type: 'image', image: { caption: 'Segue a fachada', mime_type: 'image/png' } },
    { type: 'document', document: { filename: 'contrato.pdf' } },
  ]);
});

test('a file attached without a server waits, survives a reload, and arrives once', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e arquivo offline', 'E o comprovante?');
  await at.keptForOffline();
  await stack.stopServer();
  await expect(at.syncPill()).toContainText('Sem conexão');
  await picker(page).setInputFiles([pdf('comprovante.pdf')]);
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  const waiting = page.getByRole('list', { name: 'Arquivos a caminho' });
  await expect(waiting).toContainText('vai quando a conexão voltar');
  await expect(at.syncPill()).toContainText(/\d+ alteraç/);

  await page.reload();
  await expect(waiting).toContainText('comprovante.pdf');
  await stack.startServer();
  await expect(at.bubble('comprovante.pdf')).toBeVisible({ timeout: 20_000 });
  await expect(waiting).toHaveCount(0);
  await expect
    .poll(async () => (await stack.outbox(phone)).map(({ document }) => document), { timeout: 20_000 })
    .toMatchObject([{ filename: 'comprovante.pdf' }]);
});

test('a voice message is recorded, leaves as one, and can be heard here', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e voz', 'Pode me explicar por áudio?');
  await page.getByRole('button', { name: 'Gravar mensagem de voz' }).click();
  const recorder = page.getByRole('group', { name: /^Gravando/ });
  await expect(recorder.getByRole('timer')).toHaveText(/^0:0[2-9]$/);
  await recorder.getByRole('button', { name: /^Enviar/ }).click();

  const bubble = at.bubble().filter({ has: page.getByRole('button', { name: 'Ouvir' }) });
  await expect(bubble).toBeVisible();
  await expect(bubble.getByRole('img', { name: /^(Entregue|Lida)/ })).toBeVisible();
  expect(await stack.outbox(phone)).toMatchObject([{ type: 'audio', audio: { voice: true } }]);
});
