import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

test('a message reaches the desk, and the answer reaches the phone, with its ticks', async ({
  page,
  stack,
  phone,
  signIn,
}) => {
  await signIn(page, 'attendant@demo.local');
  const at = desk(page);
  await at.showAll();
  await stack.customerWrites(phone, 'Bom dia, vocês atendem convênio?', 'Contato e2e receber');

  await expect(at.row('Contato e2e receber')).toContainText('Bom dia, vocês atendem convênio?');
  await expect(at.row('Contato e2e receber').getByRole('img', { name: '1 não lida' })).toBeVisible();
  await at.open('Contato e2e receber');
  await expect(at.bubble('Bom dia, vocês atendem convênio?')).toBeVisible();
  await expect(at.row('Contato e2e receber').getByRole('img', { name: /não lida/ })).toHaveCount(0);

  await at.answer('Atendemos, sim. Qual é o seu?');
  await expect(at.bubble('Atendemos, sim').getByRole('img', { name: /^(Entregue|Lida)/ })).toBeVisible();
  await expect(at.bubble('Atendemos, sim').getByRole('img', { name: /^Lida/ })).toBeVisible();
  const sent = await stack.outbox(phone);
  expect(sent.map((message) => message.text?.body)).toEqual(['Atendemos, sim. Qual é o seu?']);
});

test('twenty parallel deliveries of one message are one message', async ({ page, stack, phone, signIn }) => {
  await signIn(page, 'attendant@demo.local');
  const at = desk(page);
  await at.showAll();
  await stack.simulate('faults', { target: 'webhook', kind: 'duplicate', rate: 1, times: 20 });
  await stack.customerWrites(phone, 'Uma vez só', 'Contato e2e repetido');
  await at.open('Contato e2e repetido');
  await expect(at.bubble('Uma vez só')).toHaveCount(1);
  await stack.customerWrites(phone, 'Depois', 'Contato e2e repetido');
  await expect(at.bubble('Depois')).toHaveCount(1);
  await expect(at.bubble('Uma vez só')).toHaveCount(1);
  await stack.simulate('reset', {});
});

test('a note stays inside', async ({ page, stack, phone, openConversation }) => {
  const at = await openConversation(page, 'Contato e2e nota', 'Olá');
  await page.getByRole('radio', { name: 'Nota interna' }).click();
  await page.getByRole('textbox', { name: 'Nota interna' }).fill('Convênio conferido');
  await page.keyboard.press('Enter');
  await expect(at.bubble('Convênio conferido')).toBeVisible();
  await page.getByRole('radio', { name: 'Resposta' }).click();
  await at.answer('Tudo certo');
  await expect
    .poll(async () => (await stack.outbox(phone)).map((message) => message.text?.body))
    .toEqual(['Tudo certo']);
});

test('closing ends a conversation, and the next message of the contact brings it back', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e encerrar', 'Obrigado!');
  await expect(at.bubble('Obrigado!')).toBeVisible();
  await page.keyboard.press('e');
  await expect(at.row('Contato e2e encerrar')).toHaveCount(0);
  await stack.customerWrites(phone, 'Mais uma coisa', 'Contato e2e encerrar');
  await expect(at.row('Contato e2e encerrar')).toContainText('Mais uma coisa');
});
