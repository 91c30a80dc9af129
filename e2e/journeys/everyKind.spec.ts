import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

const more = async (page: Page, kind: RegExp) => {
  await page.getByRole('button', { name: 'Mais', exact: true }).click();
  await page.getByRole('menuitem', { name: kind }).click();
};
const sendFromDialog = (page: Page) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: /^Enviar/ })
    .click();

test('a place, a contact, a question and a list reach the phone and stand in the thread', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e de tudo', 'Onde fica a clínica?');

  await more(page, /^Localização/);
  await page.getByRole('button', { name: 'Nosso endereço' }).click();
  await sendFromDialog(page);
  await expect(at.bubble('Avenida de Demonstração, 1578').getByRole('img', { name: /^(Entregue|Lida)/ })).toBeVisible();

  await more(page, /^Contato/);
  await page.getByRole('searchbox', { name: 'Buscar por nome, telefone ou e-mail' }).fill('e2e de tudo');
  await page.getByRole('checkbox', { name: /Contato e2e de tudo/ }).click();
  await sendFromDialog(page);
  await expect(at.bubble('Contato e2e de tudo').last()).toBeVisible();

  await more(page, /^Pergunta com botões/);
  await page.getByLabel('Pergunta', { exact: true }).fill('Confirma quinta às 10h?');
  await page.getByLabel('Opção 1', { exact: true }).fill('Confirmo a consulta de quinta');
  await expect(page.getByRole('alert')).toContainText('passa do limite de 20 caracteres');
  await page.getByLabel('Opção 1', { exact: true }).fill('Confirmo');
  await page.getByRole('button', { name: 'Mais uma' }).click();
  await page.getByLabel('Opção 2', { exact: true }).fill('Remarcar');
  await sendFromDialog(page);
  await expect(at.bubble('Confirma quinta às 10h?')).toContainText('Remarcar');

  await more(page, /^Lista de opções/);
  await page.getByLabel('Pergunta', { exact: true }).fill('Qual horário prefere?');
  await page.getByLabel('Opção 1', { exact: true }).fill('9h');
  await page.getByLabel('Texto do botão que abre a lista').fill('Ver horários');
  await sendFromDialog(page);
  await expect(at.bubble('Qual horário prefere?').getByRole('img', { name: /^(Entregue|Lida)/ })).toBeVisible();

  expect(await stack.outbox(phone)).toMatchObject([
    { type: 'location', location: { latitude: -23.5614, longitude: -46.6559 } },
    { type: 'contacts', contacts: [{ name: { formatted_name: 'Contato e2e de tudo' }, phones: [{ type: 'CELL' }] }] },
    {
      type: 'interactive',
      interactive: { type: 'button', action: { buttons: [{}, { reply: { title: 'Remarcar' } }] } },
    },
    { type: 'interactive', interactive: { type: 'list', action: { button: 'Ver horários' } } },
  ]);
});

test('a reaction is given by a press, changed, and taken back; R answers the message under the pointer', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e reação', 'Obrigada pela ajuda!');
  const bubble = at.bubble('Obrigada pela ajuda!');
  await bubble.hover();
  await bubble.getByRole('button', { name: 'Reagir' }).click();
  await page.getByRole('button', { name: 'Reagir com ❤️' }).click();
  await expect(bubble.getByRole('button', { name: 'Tirar a reação ❤️' })).toBeVisible();
  await expect.poll(async () => (await stack.outbox(phone)).length).toBe(1);
  await bubble.getByRole('button', { name: 'Tirar a reação ❤️' }).click();
  await expect(bubble.getByRole('list', { name: 'Reações' })).toHaveCount(0);
  await expect
    .poll(async () => (await stack.outbox(phone)).map(({ reaction }) => reaction))
    .toMatchObject([{ emoji: '❤️' }, { emoji: '' }]);

  await page.getByRole('textbox', { name: 'Resposta' }).blur();
  await bubble.hover();
  await page.keyboard.press('r');
  await expect(page.getByText('Respondendo ao contato')).toBeVisible();
  await at.answer('Por nada!');
  await expect(at.bubble('Por nada!')).toContainText('Obrigada pela ajuda!');
  await expect
    .poll(async () => (await stack.outbox(phone)).at(-1))
    .toMatchObject({ type: 'text', context: { id: expect.stringMatching(/^wamid\./) } });
});

test('without a server a reaction and a place wait, and arrive with it', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e tudo offline', 'Onde vocês ficam?');
  const bubble = desk(page).bubble('Onde vocês ficam?');
  await stack.stopServer();
  await expect(at.syncPill()).toContainText('Sem conexão');
  await bubble.hover();
  await bubble.getByRole('button', { name: 'Reagir' }).click();
  await page.getByRole('button', { name: 'Reagir com 👍' }).click();
  await expect(bubble.getByRole('button', { name: 'Tirar a reação 👍' })).toBeVisible();
  await more(page, /^Localização/);
  await page.getByRole('button', { name: 'Nosso endereço' }).click();
  await sendFromDialog(page);
  await expect(at.bubble('Avenida de Demonstração, 1578')).toBeVisible();
  await stack.startServer();
  await expect
    .poll(async () => (await stack.outbox(phone)).map(({ type }) => type), { timeout: 20_000 })
    .toEqual(['reaction', 'location']);
  await expect(bubble.getByRole('button', { name: 'Tirar a reação 👍' })).toBeVisible();
});
