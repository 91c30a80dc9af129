import { expect, test } from '../fixtures.ts';

test.use({ serviceWorkers: 'allow' });

test.afterEach(async ({ stack }) => {
  await stack.ensureServer();
});

test('with the server gone one reads, searches, answers and reopens the console; then everything leaves once, in order', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e desligado', 'Vocês abrem no sábado?');
  await expect(at.bubble('Vocês abrem no sábado?')).toBeVisible();
  await expect(at.syncPill()).toContainText('Ao vivo');
  await at.keptForOffline();

  await stack.stopServer();
  await expect(at.syncPill()).toContainText('Sem conexão');
  await at.answer('Abrimos, das 8 às 12.');
  await at.answer('Quer marcar?');
  await expect(at.bubble('Quer marcar?')).toBeVisible();
  await expect(at.syncPill()).toContainText('alterações guardadas');

  await page.reload();
  await expect(at.bubble('Abrimos, das 8 às 12.')).toBeVisible();
  await expect(at.bubble('Quer marcar?')).toBeVisible();
  await page.getByRole('combobox', { name: 'Buscar nas conversas' }).fill('sabado');
  await expect(page.getByRole('option', { name: /Contato e2e desligado/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');

  await stack.startServer();
  await expect(at.syncPill()).toContainText('Ao vivo', { timeout: 20_000 });
  await expect
    .poll(async () => (await stack.outbox(phone)).map((message) => message.text?.body), { timeout: 20_000 })
    .toEqual(['Abrimos, das 8 às 12.', 'Quer marcar?']);
  await expect(at.bubble('Quer marcar?').getByRole('img', { name: /^(Enviada|Entregue|Lida)/ })).toBeVisible();
});

test('a network cut shows, holds nothing back, and heals by itself', async ({
  page,
  context,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e rede', 'Oi');
  await context.setOffline(true);
  await at.answer('Escrita sem rede');
  await expect(at.bubble('Escrita sem rede')).toBeVisible();
  await context.setOffline(false);
  await expect
    .poll(async () => (await stack.outbox(phone)).map((message) => message.text?.body), { timeout: 30_000 })
    .toEqual(['Escrita sem rede']);
});

test('a server killed under a console loses nothing that was written', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e queda', 'Oi de novo');
  await at.answer('Antes da queda');
  await stack.killServer();
  await at.answer('Durante a queda');
  await stack.startServer();
  await at.answer('Depois da queda');
  await expect
    .poll(async () => (await stack.outbox(phone)).map((message) => message.text?.body), { timeout: 90_000 })
    .toEqual(expect.arrayContaining(['Durante a queda', 'Depois da queda']));
  await expect(at.bubble('Antes da queda')).toHaveCount(1);
});

test('a draft survives a restart of the console', async ({ page, openConversation }) => {
  const at = await openConversation(page, 'Contato e2e rascunho', 'Qual o endereço?');
  await page.getByRole('textbox', { name: 'Resposta' }).fill('O endereço é');
  await expect(at.row('Contato e2e rascunho')).toContainText('O endereço é');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Resposta' })).toHaveValue('O endereço é');
});
