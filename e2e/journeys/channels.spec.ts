import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { expect, signInAt, test } from '../fixtures.ts';
import { outboxOf, type SimulatedPlatform } from '../platforms.ts';
import type { Stack } from '../stack.ts';

/** One journey for each channel but WhatsApp, at one desk: in, on the screen, back out, and what becomes of it. */
let page: Page;
test.beforeAll(async ({ browser, stack }) => {
  page = await browser.newPage();
  await signInAt(page, stack, 'attendant@demo.local');
  await desk(page).showAll();
});
test.afterAll(() => page.close());

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** How far a platform tells of what was sent to it. */
const SENT = /^Enviada/;
const DELIVERED = /^Entregue/;
const READ = /^Lida/;

/** Where the platforms keep a picture, by the address that the demo's channels trust. */
const pictureAt = ({ simulators }: Stack) => `${simulators.replace('localhost', '127.0.0.1')}/_cdn/facebook/image`;

type Writer = { from: string; contact: string; text: string; picture: Record<string, unknown>; name?: string };

/** Somebody writes and sends a picture; both stand on the screen and are answered. */
async function writtenAndAnswered(stack: Stack, platform: SimulatedPlatform, writer: Writer, fate: RegExp) {
  const { from, contact, text, picture, name } = writer;
  const at = desk(page);
  await stack.simulate(`${platform}/inbound`, { from, text, ...(name && { name }) });
  await at.open(contact);
  await expect(at.bubble(text)).toBeVisible();
  await stack.simulate(`${platform}/inbound`, { from, ...picture });
  await expect(
    at
      .bubble()
      .getByRole('button', { name: /^Abrir: / })
      .getByRole('img'),
  ).toBeVisible();
  await at.answer(`Resposta a ${contact}`);
  await expect(at.bubble(`Resposta a ${contact}`).getByRole('img', { name: fate })).toBeVisible();
  return outboxOf(stack, platform, from);
}

test('Instagram: words and a picture arrive, and the answer is read', async ({ stack }) => {
  const writer = {
    from: '800000000000901',
    name: 'Contato e2e instagram',
    contact: 'Contato e2e instagram',
    text: 'Vi a foto de vocês',
    picture: { attachment: 'image' },
  };
  expect(await writtenAndAnswered(stack, 'instagram', writer, READ)).toMatchObject([
    { body: { recipient: { id: writer.from }, message: { text: 'Resposta a Contato e2e instagram' } } },
  ]);
});

test('Messenger: words and a picture arrive, and the answer carries our id and is read', async ({ stack }) => {
  const writer = {
    from: '900000000000901',
    name: 'Contato e2e messenger',
    contact: 'Contato e2e messenger',
    text: 'Vocês abrem sábado?',
    picture: { attachment: 'image' },
  };
  expect(await writtenAndAnswered(stack, 'facebook', writer, READ)).toMatchObject([
    {
      body: {
        messaging_type: 'RESPONSE',
        recipient: { id: writer.from },
        message: { text: 'Resposta a Contato e2e messenger', metadata: expect.any(String) },
      },
    },
  ]);
});

test('SMS: words and an MMS arrive, and the answer is delivered', async ({ stack }) => {
  const writer = {
    from: '+5511970009001',
    contact: '97000 9001',
    text: 'Posso remarcar?',
    picture: {
      fields: { NumMedia: '1', MediaUrl0: pictureAt(stack), MediaContentType0: 'image/jpeg' },
    },
  };
  expect(await writtenAndAnswered(stack, 'sms', writer, DELIVERED)).toMatchObject([
    { body: { To: writer.from, From: '+551140000009', Body: 'Resposta a 97000 9001' } },
  ]);
});

test('Whaticket: words and a picture arrive, and the answer is sent by its interface', async ({ stack }) => {
  const writer = {
    from: '5511970009002',
    name: 'Contato e2e whaticket',
    contact: 'Contato e2e whaticket',
    text: 'Qual o valor?',
    picture: {
      body: {
        message: { imageMessage: { mimetype: 'image/jpeg' } },
        number: '5511970009002',
        mediaUrl: pictureAt(stack),
      },
    },
  };
  expect(await writtenAndAnswered(stack, 'whaticket', writer, SENT)).toMatchObject([
    { body: { number: writer.from, body: 'Resposta a Contato e2e whaticket' } },
  ]);
});

test('e-mail: a mail with HTML and a picture arrives, is answered in its thread, and the answer comes back to it', async ({
  stack,
}) => {
  const at = desk(page);
  const from = 'e2e@example.com';
  const first = await stack.simulate('email/inbound', {
    from,
    name: 'Contato e2e mail',
    subject: 'Orçamento para a família',
    html: '<p>Bom dia, <b>somos quatro</b>.</p><script>alert(1)</script>',
    attachments: [{ fileName: 'carteirinha.png', mime: 'image/png', base64: PICTURE.toString('base64') }],
  });
  await at.open('Contato e2e mail');
  const mail = at.bubble('somos quatro');
  await expect(mail).toContainText('Orçamento para a família');
  await expect(mail).not.toContainText('alert(1)');
  await expect(mail.getByRole('button', { name: /^Abrir: / }).getByRole('img')).toBeVisible();
  await at.answer('Enviamos o orçamento em anexo');
  await expect(at.bubble('Enviamos o orçamento').getByRole('img', { name: SENT })).toBeVisible();
  const [sent] = await outboxOf(stack, 'email', from);
  expect(sent).toMatchObject({
    to: [from],
    subject: 'Re: Orçamento para a família',
    headers: { 'in-reply-to': (first as { messageId: string }).messageId },
  });
  await stack.simulate('email/inbound', {
    from,
    subject: 'Re: Orçamento para a família',
    text: 'Obrigado!',
    reply: true,
  });
  await expect(at.bubble('Obrigado!')).toBeVisible();

  // Without a connection: subject, copies and two files wait, over a reload, and leave as one mail.
  await page.getByRole('textbox', { name: 'Assunto' }).fill('Valores e preparo');
  await page.getByRole('button', { name: 'Cópia', exact: true }).click();
  const copies = page.getByRole('textbox', { name: 'Cópia', exact: true });
  await copies.fill('filha.e2e@example.com, ninguém');
  await copies.press('Tab');
  await expect(page.getByRole('alert')).toContainText('“ninguém” não é um endereço');
  await copies.fill('filha.e2e@example.com');
  await page.getByRole('button', { name: 'Cópia oculta' }).click();
  await page.getByRole('textbox', { name: 'Cópia oculta' }).fill('arquivo.e2e@example.com');
  await page.locator('input[type=file]').setInputFiles([
    { name: 'valores.txt', mimeType: 'text/plain', buffer: Buffer.from('200') },
    { name: 'preparo.txt', mimeType: 'text/plain', buffer: Buffer.from('jejum') },
  ]);
  await page.context().setOffline(true);
  await at.answer('Seguem dois arquivos');
  await expect(page.getByRole('list', { name: 'Arquivos a caminho' }).getByRole('listitem')).toHaveCount(2);
  await page.context().setOffline(false);
  await expect(at.bubble('Seguem dois arquivos').getByRole('img', { name: SENT })).toBeVisible();
  await expect.poll(async () => (await outboxOf(stack, 'email', from)).length).toBe(2);
  expect((await outboxOf(stack, 'email', from)).at(-1)).toMatchObject({
    to: [from, 'filha.e2e@example.com', 'arquivo.e2e@example.com'],
    subject: 'Valores e preparo',
    attachments: [{ fileName: 'valores.txt' }, { fileName: 'preparo.txt' }],
    headers: { cc: 'filha.e2e@example.com' },
  });
});

test('web chat: a visitor leaves a message, is answered, sees typing, sends a file, and finds it all on return', async ({
  stack,
  browser,
}) => {
  const at = desk(page);
  const site = await browser.newPage();
  await site.goto(`${stack.simulators}/_sim/site`);
  await site.getByRole('button', { name: 'Abrir o chat' }).click();
  const chat = site.getByRole('dialog', { name: 'Fale conosco' });
  await chat.getByRole('textbox', { name: 'Mensagem' }).fill('Tem horário hoje?');
  await chat.getByRole('button', { name: 'Enviar' }).click();
  // Nobody is asked for a name while somebody sits at the desk.
  await at.open('Tem horário hoje');
  await expect(at.bubble('Tem horário hoje?')).toBeVisible();

  await chat.getByRole('textbox', { name: 'Mensagem' }).pressSequentially('De manhã');
  await expect(page.getByText(/está escrevendo$/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Resposta' }).pressSequentially('Temos');
  await expect(chat.getByText('Estão escrevendo uma resposta')).toBeAttached();
  await at.answer('Temos às 15h');
  await expect(chat.getByRole('log')).toContainText('Temos às 15h');
  await expect(at.bubble('Temos às 15h').getByRole('img', { name: READ })).toBeVisible();
  await chat.locator('input[type=file]').setInputFiles({ name: 'pedido.png', mimeType: 'image/png', buffer: PICTURE });
  await expect(
    at
      .bubble()
      .getByRole('button', { name: /^Abrir: / })
      .getByRole('img'),
  ).toBeVisible();

  // Away without a network: what is written waits in the page, and is there when the line is.
  await site.context().setOffline(true);
  await chat.getByRole('textbox', { name: 'Mensagem' }).fill('Pode ser 15h');
  await chat.getByRole('button', { name: 'Enviar' }).click();
  await expect(chat.getByRole('status')).toContainText('Sem conexão');
  await site.context().setOffline(false);
  await expect(at.bubble('Pode ser 15h')).toBeVisible({ timeout: 15_000 });

  await site.reload();
  await at.answer('Marcado');
  await site.getByRole('button', { name: /^Abrir o chat/ }).click();
  for (const text of ['Tem horário hoje?', 'Temos às 15h', 'Pode ser 15h', 'Marcado'])
    await expect(chat.getByRole('log')).toContainText(text);
  await site.close();
});
