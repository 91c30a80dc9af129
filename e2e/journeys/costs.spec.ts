import { expect, test } from '../fixtures.ts';

test('what a delivered answer costs stands in the month, by the company’s own price list', async ({
  page,
  stack,
  browser,
  signIn,
  openConversation,
}) => {
  const office = await browser.newPage();
  await signIn(office, 'admin@demo.local');
  await office.goto(`${stack.url}/settings/costs`);
  await office.getByLabel('Moeda (três letras)').fill('BRL');
  await office.getByLabel('Mensagens de atendimento grátis por número e mês').fill('0');
  await office.getByRole('button', { name: 'Novo preço' }).click();
  await office.getByLabel('País (duas letras; vazio: os outros)').fill('br');
  await office.getByLabel('Preço por mensagem').fill('0,05');
  await office.getByRole('button', { name: 'Salvar lista' }).click();
  await expect(office.getByText('Lista de preços salva.').first()).toBeVisible();

  const at = await openConversation(page, 'Contato e2e custo', 'Quanto custa?');
  await at.answer('Enviamos a tabela');
  await expect(at.bubble('Enviamos a tabela').getByRole('img', { name: /^(Entregue|Lida)/ })).toBeVisible();
  await office.reload();
  const row = office.getByRole('row', { name: /WhatsApp.*Atendimento/ });
  await expect(row).toContainText('R$ 0,05');
  await office.close();
});
