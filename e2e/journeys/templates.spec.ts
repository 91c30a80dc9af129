import { expect, test } from '../fixtures.ts';

test('INB-21 when the window has closed a template is found, filled in, seen and sent', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e modelo', 'Bom dia!');
  await expect(at.bubble('Bom dia!')).toBeVisible();
  await stack.sql(
    `update conversation set last_inbound_at = now() - interval '25 hours'
     from contact where contact.id = conversation.contact_id and contact.name = 'Contato e2e modelo'`,
  );
  await expect(page.getByText('A janela de 24 horas fechou.')).toBeVisible();
  await page.getByRole('button', { name: /^Enviar modelo/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox', { name: 'Buscar modelos' }).fill('lembrete');
  await expect(dialog.getByRole('list', { name: 'Modelos' }).getByRole('button')).toHaveCount(1);
  await expect(dialog.getByLabel('Texto: 1')).toHaveValue('Contato');
  await dialog.getByLabel('Texto: 2').fill('quinta');
  await dialog.getByRole('button', { name: 'Enviar' }).click();
  await expect(dialog.getByRole('alert')).toContainText('falta preencher');
  await dialog.getByLabel('Texto: 3').fill('10h');
  await expect(dialog.getByRole('img', { name: 'Como o contato vê' })).toContainText('Sua consulta é quinta às 10h.');
  await dialog.getByRole('button', { name: 'Enviar' }).click();
  await expect(at.bubble('Sua consulta é quinta às 10h.').getByRole('img', { name: /^(Entregue|Lida)/ })).toBeVisible();
  expect(await stack.outbox(phone)).toMatchObject([{ type: 'template', template: { name: 'lembrete_de_consulta' } }]);
});

test('a template with a picture takes one along, and one that Meta paused says why it cannot go', async ({
  page,
  stack,
  phone,
  openConversation,
}) => {
  const at = await openConversation(page, 'Contato e2e modelo com foto', 'Onde fica?');
  await page.getByRole('button', { name: 'Mais', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Modelo/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /novidades_do_mes/ }).click();
  await expect(dialog.getByText('A Meta pausou este modelo.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Enviar' })).toBeDisabled();

  await dialog.getByRole('button', { name: /como_chegar/ }).click();
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'fachada.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await dialog.getByLabel('Texto: 1').fill('Contato');
  await dialog.getByLabel('Botão “Abrir o mapa”').fill('entrada');
  await dialog.getByRole('button', { name: 'Enviar' }).click();
  await expect(
    at.bubble('Esta é a nossa fachada, Contato.').getByRole('img', { name: /^(Entregue|Lida)/ }),
  ).toBeVisible();
  expect(await stack.outbox(phone)).toMatchObject([
    {
      type: 'template',
      template: {
        components: [
          { type: 'header', parameters: [{ type: 'image' }] },
          { type: 'body', parameters: [{ text: 'Contato' }] },
          { type: 'button', sub_type: 'url', index: '0', parameters: [{ text: 'entrada' }] },
        ],
      },
    },
  ]);
});
