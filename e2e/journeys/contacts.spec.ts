import { expect, test } from '../fixtures.ts';

test('a list with mistakes becomes contacts; one is edited without a network; two are merged and parted again', async ({
  page,
  context,
  stack,
  signIn,
}) => {
  await signIn(page, 'admin@demo.local');
  await page.getByRole('link', { name: 'Contatos' }).click();
  await page.getByRole('button', { name: 'Importar' }).click();
  const list = [
    'Nome;Telefone;E-mail',
    'Contato e2e dobrado;11 93333-0001;dobrado@example.com',
    'Contato e2e dobrado;11 93333-0002;',
    'Contato e2e errado;12;não é',
  ].join('\n');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'lista.csv', mimeType: 'text/csv', buffer: Buffer.from(list, 'latin1') });
  await expect(page.getByText(/Linha 4, Telefone: não é um telefone: 12/)).toBeVisible();
  await page.getByRole('button', { name: 'Importar 3 linhas' }).click();
  await expect(page.getByText('3 de 3: 2 novos, 0 atualizados, 1 com erro')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Baixar a linha com erro' }).click();
  expect((await download).suggestedFilename()).toBe('linhas com erro.csv');

  const table = page.getByRole('list', { name: 'Contatos' });
  await page.getByRole('searchbox', { name: 'Nome, número, e-mail' }).fill('e2e dobrado');
  await expect(table.getByRole('listitem')).toHaveCount(2);
  await table.getByRole('button', { name: /dobrado@example.com/ }).click();
  const panel = page.getByRole('complementary', { name: 'Dados do contato' });
  await context.setOffline(true);
  await panel.getByRole('button', { name: /^Preencher Código/ }).click();
  await panel.getByRole('textbox', { name: 'Código' }).fill('P-17');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: /Código: P-17/ })).toBeVisible();
  await context.setOffline(false);
  const stored = () => stack.sql("select external_id as code from contact where email = 'dobrado@example.com'");
  await expect.poll(stored).toEqual([{ code: 'P-17' }]);

  await page.getByRole('button', { name: 'Duplicados' }).click();
  const pair = page.getByRole('listitem').filter({ hasText: 'Contato e2e dobrado · Contato e2e dobrado' });
  await pair.getByRole('button', { name: 'Comparar' }).click();
  await page.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(page.getByText('Os contatos são um só agora', { exact: true })).toBeVisible();
  const merged = page.getByRole('listitem').filter({ hasText: 'foi unido a Contato e2e dobrado' });
  await merged.getByRole('button', { name: 'Desfazer' }).click();
  await expect(merged.getByText('desfeita')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(table.getByRole('listitem')).toHaveCount(2);
  // Parted again, each has what was its own.
  expect(await stored()).toEqual([{ code: 'P-17' }]);
});
