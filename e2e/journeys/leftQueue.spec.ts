import { desk } from '../desk.ts';
import { faults } from '../faults.ts';
import { expect, test } from '../fixtures.ts';

const OF_RECEPTION = `
  from user_account u join queue q on q.company_id = u.company_id and q.name = 'Recepção'
  where u.email = 'receptionist@demo.local'`;
const LEAVE = `delete from queue_member m using (select u.company_id, u.id as user_id, q.id as queue_id ${OF_RECEPTION}) x
  where m.company_id = x.company_id and m.user_id = x.user_id and m.queue_id = x.queue_id`;
const RETURN = `insert into queue_member (company_id, queue_id, user_id) select u.company_id, q.id, u.id ${OF_RECEPTION} on conflict do nothing`;

test.afterEach(async ({ stack }) => {
  await stack.sql(RETURN);
});

test('who left a queue while offline loses its conversations, and gets every unsent word back in the tray', async ({
  page,
  context,
  stack,
  phone,
  signIn,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = 'Contato e2e fila';
  const at = desk(page);
  await signIn(page, 'receptionist@demo.local');
  await at.showAll();
  await stack.customerWrites(phone, 'Vocês têm horário hoje?', name);
  await at.open(name);
  await expect(at.syncPill()).toContainText('Ao vivo');

  await context.setOffline(true);
  await expect(at.syncPill()).toContainText('Sem conexão', { timeout: 20_000 });
  await at.answer('Temos às 15h.');
  await page.getByRole('radio', { name: 'Nota interna' }).click();
  await page.getByRole('textbox', { name: 'Nota interna' }).fill('Prefere tarde');
  await page.getByRole('textbox', { name: 'Nota interna' }).press('Enter');
  await page.getByRole('textbox', { name: 'Observações' }).fill('Tem medo de agulha');
  await page.getByRole('textbox', { name: 'Observações' }).blur();
  await expect(at.syncPill()).toContainText('alterações guardadas');
  await stack.sql(LEAVE);
  await context.setOffline(false);

  // All conversations of the queue leave, and none of the words does. How far they were read is told to nobody.
  await expect(at.syncPill()).toContainText('Ao vivo', { timeout: 30_000 });
  await expect(at.row(name)).toHaveCount(0);
  await expect(at.bubble('Vocês têm horário hoje?')).toHaveCount(0);
  await page.getByRole('button', { name: /avisos? precisam? de atenção/ }).click();
  const tray = page.getByRole('dialog', { name: 'Precisa de atenção' });
  const card = (text: string) => tray.getByRole('article').filter({ hasText: text });
  await expect(card('Temos às 15h.')).toHaveAccessibleName('Esta conversa não está mais com você.');
  await expect(card('Prefere tarde')).toHaveAccessibleName('Esta conversa não está mais com você.');
  await expect(card('Tem medo de agulha')).toHaveAccessibleName('Isto não está mais com você.');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faults(page)).toEqual([]);
  }

  await card('Temos às 15h.').getByRole('button', { name: 'Copiar o meu texto' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Temos às 15h.');
  await card('Temos às 15h.').getByRole('button', { name: 'Descartar' }).click();
  await expect(card('Temos às 15h.')).toHaveCount(0);
  expect(await stack.outbox(phone)).toEqual([]);
  expect(await stack.sql("select 1 from message where text in ('Temos às 15h.', 'Prefere tarde')")).toEqual([]);

  // Whoever comes back finds the conversation as it is, and can give it what is still in the tray.
  await stack.sql(RETURN);
  await expect(at.row(name)).toBeVisible();
  await expect(card('Prefere tarde').getByRole('button', { name: 'Devolver ao rascunho' })).toBeVisible();
});
