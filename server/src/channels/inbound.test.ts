import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeConversation } from '../conversations/index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { type TestDesk, testDesk, textMessage } from './testDesk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

const deliverAndSettle = async (desk: TestDesk, value: Record<string, unknown>, field?: string): Promise<void> => {
  expect((await desk.deliver(desk.body(value, field))).statusCode).toBe(200);
  await desk.settled();
};
const contactsOf = (desk: TestDesk) =>
  desk.inside((trx) => trx.selectFrom('contact').selectAll().where('companyId', '=', desk.companyId).execute());
const identitiesOf = (desk: TestDesk) =>
  desk.inside((trx) =>
    trx
      .selectFrom('contactIdentity')
      .select(['kind', 'value', 'contactId'])
      .where('companyId', '=', desk.companyId)
      .orderBy('value')
      .execute(),
  );
const timelineOf = (desk: TestDesk) =>
  desk.inside((trx) =>
    trx
      .selectFrom('message')
      .select('content')
      .where('companyId', '=', desk.companyId)
      .where('direction', '=', 'system')
      .orderBy('createdAt')
      .orderBy('id')
      .execute(),
  );
const eventsOf = async (desk: TestDesk) => (await timelineOf(desk)).map((row) => row.content);

test('a message makes its contact, a conversation in the default queue, and is unread', async () => {
  await using desk = await testDesk(database);
  const contacts = [{ wa_id: '5511900000011', profile: { name: 'Contato de teste 01' } }];
  await deliverAndSettle(desk, { contacts, messages: [textMessage('Bom dia')] });
  expect(await desk.messages()).toMatchObject([{ text: 'Bom dia', direction: 'in', source: 'contact', status: null }]);
  const [conversation] = await desk.conversations();
  expect(conversation).toMatchObject({
    status: 'open',
    queueId: desk.queueId,
    inboundCount: 1,
    messageCount: 1,
    assigneeId: null,
    waitingHuman: true,
  });
  expect(conversation?.lastMessage).toMatchObject({ text: 'Bom dia', direction: 'in', status: '' });
  expect(conversation?.lastInboundAt).toBeInstanceOf(Date);
  expect(await contactsOf(desk)).toMatchObject([
    { name: 'Contato de teste 01', phone: '+5511900000011', lastContactAt: expect.any(Date) },
  ]);
  expect(await eventsOf(desk)).toMatchObject([{ event: { type: 'opened', queueId: desk.queueId } }]);
});

test('every payload of the public reference is handled, and the unknown ones stand in the list', async () => {
  await using desk = await testDesk(database);
  const names = [
    'text',
    'reply-from-ad',
    'media',
    'location-and-cards',
    'answers',
    'changes',
    'unsupported',
    'only-user-id',
    'statuses',
    'number-change',
    'echoes',
    'history',
    'address-book',
    'account-events',
    'batch',
  ];
  for (const name of names) {
    const text = readFileSync(new URL(`./whatsapp/payloads/${name}.json`, import.meta.url), 'utf8');
    expect((await desk.deliver(text.replaceAll('100000000000001', desk.phoneNumberId))).statusCode).toBe(200);
    await desk.settled();
  }
  const failed = await database.asOwner<{ error: string }>(
    "select error from inbound_item where company_id = $1 and state = 'failed' order by id",
    [desk.companyId],
  );
  // history without consent, and an error of the account; account_update names no account and went to the operator.
  expect(failed.map((item) => item.error)).toEqual(['unsupported: history', 'unsupported: messages']);
  // Two people share a number one after the other: the first one moved on to another.
  expect(await desk.conversations()).toHaveLength(5);
});

test('INB-10 a Brazilian mobile with and without its ninth digit is one contact, and both spellings are kept', async () => {
  await using desk = await testDesk(database);
  await deliverAndSettle(desk, {
    messages: [textMessage('com nove', { from: '5511900000011' }), textMessage('sem nove', { from: '551100000011' })],
  });
  expect(await contactsOf(desk)).toHaveLength(1);
  expect(await desk.conversations()).toHaveLength(1);
  expect((await identitiesOf(desk)).map((identity) => identity.value)).toEqual(['551100000011', '5511900000011']);
});

test('INB-10 one person, by number, by user id and by both at once, in parallel, is one contact', async () => {
  await using desk = await testDesk(database);
  const both = { wa_id: '5511900000011', user_id: 'BR.TESTE11' };
  await deliverAndSettle(desk, { contacts: [both], messages: [textMessage('ambos', { from_user_id: 'BR.TESTE11' })] });
  await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      desk.deliver(
        desk.body({
          messages: [
            n % 2 ? textMessage(`n${n}`) : { ...textMessage(`u${n}`), from: undefined, from_user_id: 'BR.TESTE11' },
          ],
        }),
      ),
    ),
  );
  await desk.settled();
  expect(await contactsOf(desk)).toHaveLength(1);
  expect(await desk.conversations()).toMatchObject([{ inboundCount: 11 }]);
});

test('INB-10 somebody new, first seen in twenty spellings at once, is still one contact', async () => {
  await using desk = await testDesk(database);
  const spellings = Array.from({ length: 20 }, (_, n) => (n % 2 ? '5511900000011' : '551100000011'));
  const people = spellings.map((from, n) => ({
    contacts: [{ wa_id: from, user_id: `BR.TESTE${n % 3}` }],
    messages: [textMessage(`m${n}`, { from, from_user_id: `BR.TESTE${n % 3}` })],
  }));
  await Promise.all(people.map((value) => desk.deliver(desk.body(value))));
  await desk.settled();
  expect(await contactsOf(desk)).toHaveLength(1);
  expect(await desk.messages()).toHaveLength(20);
});

test('INB-14 a message soon after closing opens the conversation again; later it starts a new one, linked', async () => {
  await using desk = await testDesk(database);
  const attendant = await desk.user('attendant');
  await deliverAndSettle(desk, { messages: [textMessage('um')] });
  const [first] = await desk.conversations();
  const conversationId = first?.id ?? '';
  await desk.inside((trx) => closeConversation(trx, attendant, { conversationId, reason: 'resolvido' }));
  await deliverAndSettle(desk, { messages: [textMessage('dois')] });
  expect(await desk.conversations()).toMatchObject([
    { id: conversationId, status: 'open', closedAt: null, closeReason: '' },
  ]);

  await desk.inside((trx) => closeConversation(trx, attendant, { conversationId }));
  await desk.inside((trx) =>
    trx
      .updateTable('conversation')
      .set({ closedAt: new Date(Date.now() - 25 * 3_600_000) })
      .where('companyId', '=', desk.companyId)
      .execute(),
  );
  await deliverAndSettle(desk, { messages: [textMessage('três')] });
  expect(await desk.conversations()).toMatchObject([
    { id: conversationId, status: 'closed' },
    { status: 'open', previousId: conversationId },
  ]);
  expect((await eventsOf(desk)).map((content) => Object(content).event.type)).toEqual([
    'opened',
    'closed',
    'reopened',
    'closed',
    'opened',
  ]);
});

test('INB-19 statuses that come before their message, backwards and twice are on it when it appears', async () => {
  await using desk = await testDesk(database);
  const echo = { ...textMessage('do celular'), from: '551130000000', to: '5511900000011' };
  const status = (name: string, at: number) => ({
    id: echo.id,
    status: name,
    timestamp: String(at),
    recipient_id: '5511900000011',
  });
  await deliverAndSettle(desk, {
    statuses: [status('read', 1_790_000_030), status('delivered', 1_790_000_020), status('read', 1_790_000_030)],
  });
  await deliverAndSettle(desk, { message_echoes: [echo] }, 'smb_message_echoes');
  await deliverAndSettle(desk, { statuses: [status('sent', 1_790_000_010)] });
  expect(await desk.messages()).toMatchObject([
    {
      status: 'read',
      readAt: new Date(1_790_000_030_000),
      deliveredAt: new Date(1_790_000_020_000),
      sentAt: new Date(1_790_000_010_000),
    },
  ]);
  expect((await desk.conversations())[0]?.lastMessage).toMatchObject({ status: 'read' });
  expect(await database.asOwner('select from early_status where company_id = $1', [desk.companyId])).toEqual([]);
});

test('INB-27 an echo stands as sent from the phone and neither opens the window nor counts as unread', async () => {
  await using desk = await testDesk(database);
  const echo = { ...textMessage('do celular'), from: '551130000000', to: '5511900000011' };
  await deliverAndSettle(desk, { message_echoes: [echo] }, 'smb_message_echoes');
  expect(await desk.messages()).toMatchObject([{ direction: 'out', source: 'phone', status: 'sent', authorId: null }]);
  expect(await desk.conversations()).toMatchObject([
    { status: 'open', inboundCount: 0, messageCount: 1, lastInboundAt: null, waitingHuman: false },
  ]);
});

test('INB-27 imported history has the platform’s times and triggers nothing', async () => {
  await using desk = await testDesk(database);
  const at = Math.floor(Date.now() / 1000) - 40 * 86_400;
  const message = (text: string, from: string, seconds: number) => ({
    ...textMessage(text, { from }),
    timestamp: String(at + seconds),
    history_context: { status: 'READ' },
  });
  const messages = [
    message('segunda', '551130000000', 60),
    message('primeira', '5511900000014', 0),
    message('terceira', '5511900000014', 120),
  ];
  await deliverAndSettle(
    desk,
    {
      history: [
        { metadata: { phase: 0, chunk_order: 1, progress: 100 }, threads: [{ id: '5511900000014', messages }] },
      ],
    },
    'history',
  );
  expect(
    (await desk.messages()).map((each) => [
      each.text,
      each.direction,
      each.source,
      each.status,
      each.createdAt.getTime() / 1000 - at,
    ]),
  ).toEqual([
    ['primeira', 'in', 'history', null, 0],
    ['segunda', 'out', 'history', 'read', 60],
    ['terceira', 'in', 'history', null, 120],
  ]);
  expect(await desk.conversations()).toMatchObject([
    {
      status: 'closed',
      inboundCount: 0,
      messageCount: 3,
      lastInboundAt: null,
      lastActivityAt: new Date((at + 120) * 1000),
      closedAt: new Date((at + 120) * 1000),
      lastMessage: { text: 'terceira' },
    },
  ]);
  expect(await timelineOf(desk)).toEqual([]);
});

test('INB-27 history of somebody who is writing just now changes neither unread nor preview', async () => {
  await using desk = await testDesk(database);
  await deliverAndSettle(desk, { messages: [textMessage('agora')] });
  const old = {
    ...textMessage('antes'),
    timestamp: String(Math.floor(Date.now() / 1000) - 86_400),
    history_context: { status: 'READ' },
  };
  await deliverAndSettle(
    desk,
    { history: [{ metadata: {}, threads: [{ id: '5511900000011', messages: [old] }] }] },
    'history',
  );
  expect(await desk.conversations()).toMatchObject([
    { status: 'open', inboundCount: 1, messageCount: 2, lastMessage: { text: 'agora' } },
  ]);
});

test('INB-18 reactions, edits and revocations change the message that they name, also when they come first', async () => {
  await using desk = await testDesk(database);
  const [first, second] = [textMessage('Bom dia'), textMessage('Apagar')];
  const about = (type: string, part: object, at: number) => ({
    ...textMessage(''),
    type,
    [type]: part,
    timestamp: String(1_790_000_000 + at),
  });
  const edit = (body: string, at: number) =>
    about('edit', { original_message_id: first.id, message: { type: 'text', text: { body } } }, at);
  await deliverAndSettle(desk, {
    messages: [
      edit('Boa noite', 20),
      about('reaction', { message_id: first.id, emoji: '👍' }, 5),
      about('revoke', { original_message_id: second.id }, 9),
    ],
  });
  expect(await desk.messages()).toEqual([]);
  await deliverAndSettle(desk, { messages: [first, edit('Boa tarde', 10), second] });
  expect(await desk.messages()).toMatchObject([
    {
      text: 'Boa noite',
      editedAt: new Date(1_790_000_020_000),
      reactions: [{ emoji: '👍', from: 'contact' }],
      deletedAt: null,
    },
    { deletedAt: new Date(1_790_000_009_000) },
  ]);
});

test('a contact cannot revoke or edit what we wrote', async () => {
  await using desk = await testDesk(database);
  const echo = { ...textMessage('nosso'), from: '551130000000', to: '5511900000011' };
  await deliverAndSettle(desk, { message_echoes: [echo] }, 'smb_message_echoes');
  await deliverAndSettle(desk, {
    messages: [{ ...textMessage(''), type: 'revoke', revoke: { original_message_id: echo.id } }],
  });
  expect(await desk.messages()).toMatchObject([{ text: 'nosso', deletedAt: null }]);
});

test('INB-10 a changed number stays the same contact; the former number is free for somebody else', async () => {
  await using desk = await testDesk(database);
  await deliverAndSettle(desk, { messages: [textMessage('antes')] });
  const system = { type: 'user_changed_number', wa_id: '5511900000022' };
  await deliverAndSettle(desk, { messages: [{ ...textMessage(''), type: 'system', system }] });
  await deliverAndSettle(desk, { messages: [textMessage('depois', { from: '5511900000022' })] });
  expect(await desk.conversations()).toMatchObject([{ inboundCount: 2 }]);
  expect(await contactsOf(desk)).toMatchObject([{ phone: '+5511900000022' }]);
  expect((await eventsOf(desk)).at(-1)).toMatchObject({
    event: { type: 'numberChanged', from: '+5511900000011', to: '+5511900000022' },
  });
  await deliverAndSettle(desk, { messages: [textMessage('outra pessoa')] });
  expect(await contactsOf(desk)).toHaveLength(2);
});

test('INB-09 an unsupported message is in the thread, unread, with its payload behind it', async () => {
  await using desk = await testDesk(database);
  await deliverAndSettle(desk, { messages: [{ ...textMessage(''), type: 'hologram', hologram: { depth: 3 } }] });
  const [message] = await desk.messages();
  expect(message).toMatchObject({ kind: 'unsupported', content: { platformKind: 'hologram' } });
  const [item] = await database.asOwner<{ payload: object }>('select payload from inbound_item where id = $1', [
    message?.inboundItemId,
  ]);
  expect(item?.payload).toMatchObject({ message: { hologram: { depth: 3 } } });
});

test('any order and any repetition of a set of deliveries ends in the same state', async () => {
  const messages = Array.from({ length: 3 }, (_, n) => ({
    ...textMessage(`m${n}`),
    timestamp: String(1_790_000_000 + n),
  }));
  const echo = { ...textMessage('eco'), from: '551130000000', to: '5511900000011', timestamp: '1790000004' };
  const status = (name: string, at: number) => ({
    statuses: [{ id: echo.id, status: name, timestamp: String(at), recipient_id: '5511900000011' }],
  });
  const about = (type: string, part: object, at: number) => ({
    messages: [{ ...textMessage(''), type, [type]: part, timestamp: String(at) }],
  });
  const set: [Record<string, unknown>, string][] = [
    ...messages.map((message): [Record<string, unknown>, string] => [{ messages: [message] }, 'messages']),
    [{ message_echoes: [echo] }, 'smb_message_echoes'],
    [status('sent', 1_790_000_005), 'messages'],
    [status('failed', 1_790_000_006), 'messages'],
    [status('delivered', 1_790_000_007), 'messages'],
    [about('reaction', { message_id: echo.id, emoji: '👍' }, 1_790_000_010), 'messages'],
    [about('reaction', { message_id: echo.id }, 1_790_000_011), 'messages'],
    [
      about(
        'edit',
        { original_message_id: messages[0]?.id, message: { type: 'text', text: { body: 'A' } } },
        1_790_000_012,
      ),
      'messages',
    ],
    [
      about(
        'edit',
        { original_message_id: messages[0]?.id, message: { type: 'text', text: { body: 'B' } } },
        1_790_000_013,
      ),
      'messages',
    ],
    [about('revoke', { original_message_id: messages[1]?.id }, 1_790_000_014), 'messages'],
  ];
  const outcome = async (order: readonly number[]) => {
    await using desk = await testDesk(database);
    for (const index of order) await desk.deliver(desk.body(...(set[index] ?? [{}, 'messages'])));
    await desk.settled();
    const rows = await desk.messages();
    const [conversation] = await desk.conversations();
    return {
      messages: rows
        .map(
          ({ providerId, text, status, sentAt, deliveredAt, failedAt, failure, editedAt, deletedAt, reactions }) => ({
            providerId,
            text,
            status,
            sentAt,
            deliveredAt,
            failedAt,
            failure,
            editedAt,
            deletedAt,
            reactions,
          }),
        )
        .sort((a, b) => String(a.providerId).localeCompare(String(b.providerId))),
      counts: [conversation?.messageCount, conversation?.inboundCount, conversation?.status],
    };
  };
  const expected = await outcome(set.map((_, index) => index));
  expect(expected.messages).toHaveLength(4);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...set.keys(), ...set.keys()], { minLength: set.length * 2 }),
      async (order) => {
        expect(await outcome(order)).toEqual(expected);
      },
    ),
    { numRuns: 12 },
  );
});
