import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

const tray = (page: Page) => page.getByRole('dialog', { name: 'Precisa de atenção' });
const openTray = (page: Page, count: number) =>
  page.getByRole('button', { name: new RegExp(`^${count} avisos? precisa`) }).click();

test('a message that did not arrive waits in the tray, explained, until it is sent again', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e não entregue', 'Oi');
  await stack.simulate('faults', { target: 'send', kind: 'error', code: 131026, times: 1 });
  await at.answer('Esta não chega');
  await openTray(page, 1);
  const card = tray(page).getByRole('article', { name: /não recebe mensagens/ });
  await expect(card).toContainText('Contato e2e não entregue');
  await expect(card).toContainText('Esta não chega');
  expect((await new AxeBuilder({ page }).include('article').analyze()).violations).toEqual([]);
  await card.getByRole('button', { name: 'Enviar de novo' }).click();
  await expect(card).toHaveCount(0);
  await expect.poll(async () => (await stack.outbox(phone)).map((sent) => sent.text?.body)).toEqual(['Esta não chega']);
});

test('two people, one contact: different fields both stand, the same text is for its writer to decide, also from another device', async ({
  browser,
  stack,
  phone,
  signIn,
}) => {
  await using first = await browser.newContext();
  await using second = await browser.newContext();
  await using third = await browser.newContext();
  const [one, other, oneAgain] = [await first.newPage(), await second.newPage(), await third.newPage()];
  await signIn(one, 'attendant@demo.local');
  await signIn(other, 'attendant2@demo.local');
  for (const page of [one, other]) await desk(page).showAll();
  await stack.customerWrites(phone, 'Oi', 'Contato e2e duas mãos');
  for (const page of [one, other]) await desk(page).open('Contato e2e duas mãos');

  await first.setOffline(true);
  await expect(desk(one).syncPill()).toContainText('Sem conexão', { timeout: 20_000 });
  await one.getByRole('textbox', { name: 'Observações' }).fill('Prefere manhã');
  await one.getByRole('textbox', { name: 'Observações' }).blur();
  await other.getByRole('textbox', { name: 'Observações' }).fill('Prefere tarde');
  await other.getByRole('textbox', { name: 'Observações' }).blur();
  await other.getByRole('button', { name: /^Preencher E-mail/ }).click();
  await other.getByRole('textbox', { name: 'E-mail' }).fill('duas.maos@exemplo.test');
  await other.keyboard.press('Enter');
  const stored = async () =>
    (await stack.sql("select notes, email from contact where name = 'Contato e2e duas mãos'"))[0];
  await expect.poll(stored).toEqual({ notes: 'Prefere tarde', email: 'duas.maos@exemplo.test' });

  await first.setOffline(false);
  // Nothing was lost, nothing overruled: the other's stands, and mine is asked about, on my other device too.
  await signIn(oneAgain, 'attendant@demo.local');
  await openTray(oneAgain, 1);
  const card = tray(oneAgain).getByRole('article', { name: /Duas pessoas/ });
  await expect(card).toContainText('Prefere manhã');
  await expect(card).toContainText('Prefere tarde');
  await expect.poll(stored).toEqual({ notes: 'Prefere tarde', email: 'duas.maos@exemplo.test' });
  await card.getByRole('button', { name: 'Juntar os dois' }).click();
  await expect.poll(stored).toEqual({ notes: 'Prefere tarde\nPrefere manhã', email: 'duas.maos@exemplo.test' });
  await expect(one.getByRole('button', { name: 'Nada precisa de atenção' })).toBeVisible();
});
