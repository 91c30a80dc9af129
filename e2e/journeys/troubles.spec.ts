import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';
import type { Stack } from '../stack.ts';

const mend = (stack: Stack) => fetch(`${stack.simulators}/_sim/faults`, { method: 'DELETE' });
const texts = async (stack: Stack, phone: string) => (await stack.outbox(phone)).map(({ text }) => text?.body);
const go = (page: Page, stack: Stack, section: string) => page.goto(`${stack.url}/settings/${section}`);

test.afterEach(async ({ stack }) => {
  await mend(stack);
});

test('a token that expired stops the channel in words; what was written waits and leaves when it is mended', async ({
  page,
  browser,
  stack,
  phone,
  signIn,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e token', 'Ainda estão aí?');
  await stack.simulate('faults', { target: 'send', kind: 'error', code: 190 });
  await at.answer('Estamos sim');
  const stopped = page.getByRole('status').filter({ hasText: 'está parado' });
  await expect(stopped).toContainText('não aceita mais o acesso');
  await at.answer('Já respondemos');
  await expect(at.bubble('Já respondemos')).toBeVisible();

  const office = await browser.newPage();
  await signIn(office, 'admin@demo.local');
  await go(office, stack, 'channels');
  const channel = office.getByRole('listitem').filter({ hasText: 'WhatsApp' }).filter({ hasText: 'Com erro' });
  await expect(channel).toContainText('2 mensagens esperam');
  await expect(channel).toContainText('É preciso um novo token');
  expect(await texts(stack, phone)).toEqual([]);

  await mend(stack);
  await channel.getByRole('button', { name: 'Testar' }).click();
  await expect(stopped).toHaveCount(0);
  await expect.poll(() => texts(stack, phone)).toEqual(['Estamos sim', 'Já respondemos']);
  await office.close();
});

test('what did not arrive is listed with its reason, and is sent again or discarded', async ({
  page,
  browser,
  stack,
  phone,
  signIn,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e entrega', 'Podem confirmar?');
  await stack.simulate('faults', { target: 'send', kind: 'error', code: 131026, times: 2 });
  await at.answer('Está confirmado');
  await at.answer('Até lá');
  await expect(at.bubble('Até lá')).toContainText('Não enviada');

  const office = await browser.newPage();
  await signIn(office, 'admin@demo.local');
  await go(office, stack, 'deadLetters');
  const mine = office.getByRole('listitem', { name: 'Contato e2e entrega' });
  await expect(mine).toHaveCount(2);
  await expect(mine.first()).toContainText('este número não recebe mensagens do WhatsApp');

  await mine.filter({ hasText: 'Está confirmado' }).getByRole('button', { name: 'Enviar de novo' }).click();
  await expect(mine).toHaveCount(1);
  await expect.poll(() => texts(stack, phone)).toEqual(['Está confirmado']);

  await mine.getByRole('checkbox').check();
  await office.getByRole('button', { name: 'Descartar' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Descartar' }).click();
  await expect(mine).toHaveCount(0);
  await expect(at.bubble('Até lá')).toContainText('Não enviada');
  await office.close();
});

test('a delivery that cannot be handled stands in the list with its raw data, and is handled again', async ({
  page,
  stack,
  phone,
  signIn,
}) => {
  await stack.simulate('whatsapp/inbound', { from: phone, type: 'raw', message: { type: 'text', text: {} } });
  await signIn(page, 'admin@demo.local');
  await go(page, stack, 'webhookErrors');
  const item = page.getByRole('listitem').filter({ hasText: 'não são o que a plataforma documenta' }).first();
  await item.getByRole('button', { name: 'Dados crus' }).click();
  await expect(item).toContainText(phone);
  await stack.sql(
    `update inbound_item set payload = jsonb_set(payload, '{message,text,body}', '"agora chegou"')
      where state = 'failed' and payload::text like $1`,
    [`%${phone}%`],
  );
  await item.getByRole('button', { name: 'Tratar de novo' }).click();
  await expect(page.getByText('1 item volta para tratamento').first()).toBeVisible();
  await page.goto(stack.url);
  await desk(page).showAll();
  await expect(page.getByRole('row', { name: /agora chegou/ })).toBeVisible();
});

test('a channel is paused and resumed without a mouse, and the focus stays in its row', async ({
  page,
  stack,
  signIn,
}) => {
  await signIn(page, 'admin@demo.local');
  await go(page, stack, 'channels');
  const channel = page.getByRole('listitem').filter({ hasText: 'SMS' });
  const more = channel.getByRole('button', { name: /^Mais ações de/ });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Pausar' }).press('Enter');
  const resume = channel.getByRole('button', { name: 'Retomar' });
  await expect(resume).toBeVisible();
  await expect(more).toBeFocused();
  await resume.press('Enter');
  await expect(resume).toHaveCount(0);
  await expect(channel.getByRole('button', { name: 'Testar' })).toBeFocused();
});
