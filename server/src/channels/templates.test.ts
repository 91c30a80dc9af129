import { startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendMessage } from '../conversations/index.ts';
import { templatesOf } from '../templates/index.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { askForTemplates, templatesLane } from './templatesLane.ts';
import { credentialKeys, testDesk, textMessage } from './testDesk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

const WABA = '200000000000001';

/** A desk whose account's templates were listed, with a contact who wrote and whose window has closed. */
async function templateDesk() {
  const desk = await testDesk(database, { workers: [templatesLane({ log: quiet, credentialKeys })] });
  const address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const { phoneNumberId, appSecret, verifyToken, companyId, channelId } = desk;
  const webhookUrl = `${address}/webhooks/whatsapp/${channelId}`;
  const simulators = await startSimulators({
    port: 0,
    whatsapp: { phoneNumberId, wabaId: WABA, appSecret, verifyToken, webhookUrl },
    delays: { sentMs: 5, deliveredMs: 10, readMs: null, webhookRetryMs: [50] },
  });
  await desk.pointAt(simulators.url, { businessAccountId: WABA });
  const attendant = await desk.user('attendant');
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  const [conversation] = await desk.conversations();
  if (!conversation) throw new Error('no conversation');
  await desk.inside((trx) =>
    trx
      .updateTable('conversation')
      .set({ lastInboundAt: new Date(Date.now() - 25 * 3_600_000) })
      .where('companyId', '=', companyId)
      .where('id', '=', conversation.id)
      .execute(),
  );
  const listed = () => desk.inside((trx) => templatesOf(trx, companyId, channelId));
  const idOf = async (name: string) => (await listed()).find(({ template }) => template.name === name)?.id ?? '';
  const control = async (path: string, body: object) => {
    const answer = await fetch(`${simulators.url}/_sim/whatsapp/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  };
  await desk.inside((trx) => askForTemplates(trx, companyId, { channelId, kind: 'whatsapp' }));
  await until(async () => (await listed()).length > 0, 10_000);
  return {
    ...desk,
    contactId: conversation.contactId,
    listed,
    idOf,
    control,
    outbox: async () => Object(await (await fetch(`${simulators.url}/_sim/whatsapp/outbox`)).json()).messages,
    send: async (name: string, values: Record<string, string> = {}) =>
      desk.inside(async (trx) =>
        sendMessage(trx, attendant, {
          conversationId: conversation.id,
          kind: 'template',
          templateId: await idOf(name),
          mediaId: null,
          parameters: Object.entries(values).map(([place, value]) => ({
            in: 'body' as const,
            index: 0,
            name: place,
            value,
          })),
        }),
      ),
    sendText: () =>
      desk.inside((trx) => sendMessage(trx, attendant, { conversationId: conversation.id, kind: 'text', text: 'Oi' })),
    [Symbol.asyncDispose]: async () => {
      await simulators.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}

test('INB-21 the account’s templates are listed with their state, and a decision of the platform arrives by webhook', async () => {
  await using desk = await templateDesk();
  const names = (await desk.listed()).map(({ template }) => `${template.name} ${template.language} ${template.status}`);
  expect(names).toContain('lembrete_de_consulta pt_BR approved');
  expect(names).toContain('oferta_relampago pt_BR rejected');
  const rejected = (await desk.listed()).find(({ template }) => template.name === 'oferta_relampago');
  expect(rejected?.template.reason).toBe('PROMOTIONAL');
  await desk.control('template', { name: 'lembrete_de_consulta', status: 'PAUSED' });
  await until(async () =>
    (await desk.listed()).some(
      ({ template }) => template.name === 'lembrete_de_consulta' && template.status === 'paused',
    ),
  );
});

test('INB-21 a template goes out after the window has closed, where free text is refused', async () => {
  await using desk = await templateDesk();
  await expect(desk.sendText()).rejects.toMatchObject({ problem: { code: 'message.windowClosed' } });
  await desk.send('lembrete_de_consulta', { 1: 'Contato', 2: 'quinta', 3: '10h' });
  await until(async () => (await desk.outbox()).length === 1);
  expect(await desk.outbox()).toMatchObject([
    {
      type: 'template',
      template: {
        name: 'lembrete_de_consulta',
        language: { code: 'pt_BR' },
        components: [
          { type: 'body', parameters: [{ type: 'text', text: 'Contato' }, { text: 'quinta' }, { text: '10h' }] },
        ],
      },
      filled: { body: 'Olá, Contato! Sua consulta é quinta às 10h. Podemos confirmar?' },
    },
  ]);
  const sent = (await desk.messages()).find(({ direction }) => direction === 'out');
  expect(sent).toMatchObject({
    kind: 'template',
    text: 'Lembrete\nOlá, Contato! Sua consulta é quinta às 10h. Podemos confirmar?',
  });
});

test('a template that is not approved, or not filled in, is refused before it is stored', async () => {
  await using desk = await templateDesk();
  await expect(desk.send('novidades_do_mes', { 1: 'x' })).rejects.toMatchObject({
    problem: { code: 'template.notUsable', state: 'paused' },
  });
  await expect(desk.send('retomar_conversa', {})).rejects.toMatchObject({
    problem: { code: 'message.invalidPart', part: 'variable', at: 'body.1', fault: 'missing' },
  });
});

test('INB-28 whoever turned marketing off gets none, until they turn it on again', async () => {
  await using desk = await templateDesk();
  await desk.control('preference', { from: '5511900000011', value: 'stop' });
  await until(async () => {
    await desk.settled();
    return desk.send('campanha_de_prevencao', { 1: 'Contato' }).then(
      () => false,
      (error: { problem?: { code: string } }) => error.problem?.code === 'contact.optedOut',
    );
  }, 10_000);
  await desk.send('retomar_conversa', { 1: 'Contato' });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await desk.control('preference', { from: '5511900000011', value: 'resume' });
  await until(async () => {
    await desk.settled();
    return desk.send('campanha_de_prevencao', { 1: 'Contato' }).then(
      () => true,
      () => false,
    );
  }, 10_000);
});
