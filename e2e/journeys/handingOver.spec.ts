import AxeBuilder from '@axe-core/playwright';
import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

test('INB-16 a conversation is handed over with a reason and a note, and a colleague called by @name opens at it', async ({
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
  await desk(one).showAll();
  await stack.customerWrites(phone, 'Quero falar de um orçamento', 'Contato e2e passado');
  await desk(one).open('Contato e2e passado');

  await one.getByRole('radio', { name: 'Nota interna' }).click();
  const note = one.getByRole('textbox', { name: 'Nota interna' });
  await note.pressSequentially('Veja isto @2');
  await expect(one.getByRole('option')).toHaveCount(1);
  await note.press('Enter');
  await note.pressSequentially('por favor');
  await note.press('Enter');
  await expect(note).toHaveValue('');

  await other.getByRole('button', { name: /avisos? precisam? de atenção/ }).click();
  await expect(other.getByRole('article', { name: /chamou você numa nota/ })).toBeVisible();
  await other.getByRole('button', { name: 'Ver a nota' }).click();
  await expect(desk(other).bubble('por favor')).toBeVisible();

  await one.getByRole('button', { name: 'Transferir' }).click();
  const dialog = one.getByRole('dialog', { name: 'Transferir a conversa' });
  await dialog.getByRole('radio', { name: 'Pessoa' }).click();
  await dialog
    .getByLabel('Pessoa', { exact: true })
    .selectOption({ label: await dialog.getByRole('option', { name: /2/ }).first().innerText() });
  await dialog.getByLabel('Motivo').fill('Conhece o caso');
  await dialog.getByLabel('Nota para quem recebe').fill('Já pediu desconto.');
  await dialog.getByRole('button', { name: 'Transferir' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk(other).bubble('Já pediu desconto.')).toBeVisible();
  await expect(other.getByText(/transferiu a conversa para você: Conhece o caso/)).toBeVisible();
  await expect(other.getByRole('button', { name: /avisos? precisam? de atenção/ })).toBeVisible();
});

test('INB-15 a message is found by the beginning of a word, without accents, and opened by Enter; nothing found says where one looked', async ({
  page,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e achado', 'A palavra é paralelepípedo');
  await page.getByRole('combobox', { name: 'Buscar nas conversas' }).fill('PARALELEPIP');
  const hit = page.getByRole('option', { name: /paralelepípedo/ });
  await expect(hit).toBeVisible();
  await expect(page.getByRole('group', { name: 'Mensagens' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(at.bubble('A palavra é paralelepípedo')).toBeVisible();
  await page.getByRole('combobox', { name: 'Buscar nas conversas' }).fill('xilofonista inexistente');
  await expect(page.getByText('Procuramos neste dispositivo e no servidor.', { exact: false })).toBeVisible();
  expect((await new AxeBuilder({ page }).include('[role=combobox]').analyze()).violations).toEqual([]);
});
