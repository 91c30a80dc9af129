import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { resolveContact } from '../contacts/index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { applyStatus } from './applyStatus.ts';
import { isKnownMessage, receiveMessage } from './receiveMessage.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('INB-19 a status and the message that it is about, handled at the same moment, find each other', async () => {
  await using desk = await testDesk(database);
  await desk.deliver(desk.body({ messages: [textMessage('primeira')] }));
  await desk.settled();
  const { companyId, channelId } = desk;
  const itemId = (await desk.messages())[0]?.inboundItemId ?? 0;
  const providerId = 'wamid.CORRIDA';
  const statusLooked = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const status = desk.inside(async (trx) => {
    await applyStatus(trx, companyId, channelId, {
      type: 'status',
      providerId,
      ourId: null,
      status: 'read',
      at: 1_790_000_000_000,
      failure: null,
    });
    statusLooked.resolve();
    await mayCommit.promise;
  });
  await statusLooked.promise;
  const person = { identities: [{ kind: 'whatsapp' as const, value: '5511900000011' }], name: '' };
  const message = desk.inside(async (trx) => {
    if (await isKnownMessage(trx, companyId, channelId, providerId)) throw new Error('known already');
    const contactId = await resolveContact(trx, companyId, person);
    const received = {
      companyId,
      channel: { id: channelId, kind: 'whatsapp' },
      contactId,
      itemId,
      receivedAt: new Date(),
    };
    const content = { kind: 'text' as const, text: 'do celular' };
    await receiveMessage(trx, received, {
      type: 'message',
      person,
      providerId,
      at: Date.now(),
      origin: { kind: 'phone' },
      content,
      quotedProviderId: null,
    });
  });
  // Whether it waits for the status or not shows only once the status may commit.
  await Promise.race([message, new Promise((soon) => setTimeout(soon, 150))]);
  mayCommit.resolve();
  await Promise.all([status, message]);
  expect((await desk.messages()).at(-1)).toMatchObject({ text: 'do celular', status: 'read' });
});
