import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { testDesk, textMessage } from './testDesk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a message makes its contact, a conversation in the default queue, and is unread', async () => {
  await using desk = await testDesk(database);
  const contacts = [{ wa_id: '5511900000011', profile: { name: 'Contato de teste 01' } }];
  const answer = await desk.deliver(desk.body({ contacts, messages: [textMessage('Bom dia')] }));
  expect(answer.statusCode).toBe(200);
  await desk.settled();
  expect(await desk.messages()).toMatchObject([{ text: 'Bom dia', direction: 'in', source: 'contact', status: null }]);
  const [conversation] = await desk.conversations();
  expect(conversation).toMatchObject({
    status: 'open',
    queueId: desk.queueId,
    inboundCount: 1,
    messageCount: 1,
    assigneeId: null,
  });
  expect(conversation?.lastMessage).toMatchObject({ text: 'Bom dia', direction: 'in', status: '' });
  expect(conversation?.lastInboundAt).toBeInstanceOf(Date);
  const contact = await desk.inside((trx) => trx.selectFrom('contact').selectAll().executeTakeFirstOrThrow());
  expect(contact).toMatchObject({ name: 'Contato de teste 01', phone: '+5511900000011' });
});
