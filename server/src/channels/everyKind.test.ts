import { newRowId } from '@balcao/replica';
import { startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendMessage } from '../conversations/index.ts';
import { type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { testDesk, textMessage } from './testDesk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

type Sent = { type: string; status: string; [part: string]: unknown };

/** Of each member of a union, where Omit would know only what all have. */
type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** A desk with Meta's stand-in behind it, where the contact has just written. */
async function talkingDesk() {
  const desk = await testDesk(database);
  const address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const { phoneNumberId, appSecret, verifyToken } = desk;
  const whatsapp = { phoneNumberId, appSecret, verifyToken, webhookUrl: `${address}/webhooks/whatsapp/` };
  const delays = { sentMs: 5, deliveredMs: 10, readMs: null, webhookRetryMs: [50] };
  const simulators = await startSimulators({ port: 0, whatsapp, delays });
  await desk.pointAt(simulators.url);
  const attendant = await desk.user('attendant');
  const written = textMessage('Bom dia');
  await desk.deliver(desk.body({ messages: [written] }));
  await desk.settled();
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const outbox = async (): Promise<Sent[]> =>
    Object(await (await fetch(`${simulators.url}/_sim/whatsapp/outbox`)).json()).messages;
  type Wish = Without<Parameters<typeof sendMessage>[2], 'conversationId'>;
  return {
    ...desk,
    simulators,
    conversationId,
    writtenId: written.id,
    outbox,
    send: (wish: Wish) => desk.inside((trx) => sendMessage(trx, attendant, { conversationId, ...wish })),
    arrived: (count: number) =>
      until(async () => (await outbox()).filter(({ status }) => status === 'delivered').length === count, 10_000),
    contactMessage: async () => {
      const message = (await desk.messages()).find(({ direction }) => direction === 'in');
      if (!message) throw new Error('the contact wrote nothing');
      return message;
    },
    [Symbol.asyncDispose]: async () => {
      await simulators.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}

test('INB-18 a place, contacts, buttons and a list go out as Meta writes them', async () => {
  await using desk = await talkingDesk();
  await desk.send({
    kind: 'location',
    latitude: -23.5614,
    longitude: -46.6559,
    name: 'Clínica de teste',
    address: 'Avenida de Teste, 1578',
  });
  await desk.send({
    kind: 'contacts',
    contacts: [
      { name: 'Contato de teste 31', phones: [{ phone: '+5511900000031', label: '' }], emails: ['teste31@demo.local'] },
    ],
  });
  const question = { header: 'Consulta', footer: 'Clínica de teste' };
  await desk.send({
    kind: 'buttons',
    text: 'Confirma quinta às 10h?',
    ...question,
    buttons: [
      { id: '1', title: 'Confirmo' },
      { id: '2', title: 'Remarcar' },
    ],
  });
  await desk.send({
    kind: 'list',
    text: 'Qual horário?',
    header: '',
    footer: '',
    button: 'Ver horários',
    sections: [
      { title: 'Manhã', rows: [{ id: '1', title: '9h', description: 'Sala 2' }] },
      { title: 'Tarde', rows: [{ id: '2', title: '15h', description: '' }] },
    ],
  });
  await desk.arrived(4);
  expect(await desk.outbox()).toMatchObject([
    {
      type: 'location',
      location: {
        latitude: -23.5614,
        longitude: -46.6559,
        name: 'Clínica de teste',
        address: 'Avenida de Teste, 1578',
      },
    },
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Contato de teste 31', first_name: 'Contato' },
          phones: [{ phone: '+5511900000031', wa_id: '5511900000031', type: 'CELL' }],
          emails: [{ email: 'teste31@demo.local' }],
        },
      ],
    },
    {
      type: 'interactive',
      interactive: {
        type: 'button',
        header: { type: 'text', text: 'Consulta' },
        body: { text: 'Confirma quinta às 10h?' },
        footer: { text: 'Clínica de teste' },
        action: {
          buttons: [
            { type: 'reply', reply: { id: '1', title: 'Confirmo' } },
            { reply: { id: '2', title: 'Remarcar' } },
          ],
        },
      },
    },
    {
      type: 'interactive',
      interactive: {
        type: 'list',
        body: { text: 'Qual horário?' },
        action: {
          button: 'Ver horários',
          sections: [
            { title: 'Manhã', rows: [{ id: '1', title: '9h', description: 'Sala 2' }] },
            { title: 'Tarde', rows: [{ id: '2', title: '15h' }] },
          ],
        },
      },
    },
  ]);
});

test('a reaction goes out, stands on its message for everybody, and is taken back', async () => {
  await using desk = await talkingDesk();
  const target = await desk.contactMessage();
  await desk.send({ kind: 'reaction', emoji: '❤️', toMessageId: target.id });
  expect((await desk.contactMessage()).reactions).toMatchObject([{ emoji: '❤️' }]);
  await desk.send({ kind: 'reaction', emoji: '', toMessageId: target.id });
  await desk.arrived(2);
  expect(await desk.outbox()).toMatchObject([
    { type: 'reaction', reaction: { message_id: desk.writtenId, emoji: '❤️' } },
    { type: 'reaction', reaction: { message_id: desk.writtenId, emoji: '' } },
  ]);
  expect((await desk.contactMessage()).reactions).toMatchObject([{ emoji: '' }]);
  const [conversation] = await desk.conversations();
  expect(conversation).toMatchObject({ assigneeId: null, waitingHuman: true, lastMessage: { id: target.id } });
});

test('a reaction that the platform refuses falls off again, and what stood before is back', async () => {
  await using desk = await talkingDesk();
  const target = await desk.contactMessage();
  await desk.send({ kind: 'reaction', emoji: '❤️', toMessageId: target.id });
  await desk.arrived(1);
  await fetch(`${desk.simulators.url}/_sim/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ target: 'send', kind: 'error', code: 131009, rate: 1 }),
  });
  await desk.send({ kind: 'reaction', emoji: '👎', toMessageId: target.id });
  await until(async () => (await desk.messages()).some(({ status }) => status === 'failed'), 10_000);
  expect((await desk.contactMessage()).reactions).toMatchObject([{ emoji: '❤️' }]);
});

test('what the channel would drop in silence is refused before it is stored', async () => {
  await using desk = await talkingDesk();
  const target = await desk.contactMessage();
  const buttons = [{ id: '1', title: 'x'.repeat(21) }];
  const refused: { wish: Parameters<typeof desk.send>[0]; problem: object }[] = [
    {
      wish: { kind: 'buttons', text: 'Sim?', header: '', footer: '', buttons },
      problem: { code: 'message.invalidPart', at: 'buttons.0.title', fault: 'tooLong', limit: 20 },
    },
    {
      wish: { kind: 'location', latitude: 91, longitude: 0, name: '', address: '' },
      problem: { code: 'message.invalidPart', part: 'latitude' },
    },
    { wish: { kind: 'contacts', contacts: [] }, problem: { code: 'message.invalidPart', part: 'contacts' } },
    { wish: { kind: 'reaction', emoji: '👍', toMessageId: newRowId() }, problem: { code: 'message.notReactable' } },
  ];
  for (const { wish, problem } of refused) await expect(desk.send(wish)).rejects.toMatchObject({ problem });
  expect((await desk.messages()).map(({ id }) => id)).toEqual([target.id]);
});

test('a note cannot be reacted to, and an answer quotes what it answers', async () => {
  await using desk = await talkingDesk();
  const target = await desk.contactMessage();
  const { messageId: noteId } = await desk.send({ kind: 'note', text: 'Só para nós' });
  await expect(desk.send({ kind: 'reaction', emoji: '👍', toMessageId: noteId })).rejects.toMatchObject({
    problem: { code: 'message.notReactable' },
  });
  await desk.send({ kind: 'text', text: 'Bom dia!', replyToId: target.id });
  await desk.arrived(1);
  expect(await desk.outbox()).toMatchObject([{ type: 'text', context: { id: desk.writtenId } }]);
});
