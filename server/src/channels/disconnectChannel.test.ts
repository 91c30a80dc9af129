import { randomUUID } from 'node:crypto';
import { CLOSED, type MessageTemplate } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendMessage } from '../conversations/index.ts';
import { keepTemplates } from '../templates/index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { createChannel } from './createChannel.ts';
import { disconnectChannel } from './disconnectChannel.ts';
import { tellBreaker } from './flow/breakers.ts';
import { flowsOf } from './flow/flowStore.ts';
import { accountOf, channelEvents, openlyById } from './store.ts';
import { credentialKeys, testDesk, textMessage } from './testDesk.ts';
import { updateChannel } from './updateChannel.ts';
import { validateChannel } from './validateChannel.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const credentials = { accessToken: 'novo', appSecret: 'novo', verifyToken: 'novo' };
const numbered = (externalId: string) => ({ kind: 'whatsapp' as const, name: 'Outro canal', externalId, credentials });

/** A desk to which somebody wrote, and whose answer waits. */
async function writtenTo() {
  const desk = await testDesk(database);
  const { companyId, channelId } = desk;
  await desk.deliver(desk.body({ messages: [textMessage('Oi')] }));
  await desk.settled();
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const admin = await desk.user('admin');
  await desk.stopLanes();
  await desk.inside((trx) => sendMessage(trx, admin, { conversationId, kind: 'text', text: 'Olá' }));
  const disconnect = () =>
    desk.inside((trx) => disconnectChannel(trx, companyId, credentialKeys, channelId, new Date()));
  const change = (wish: object) =>
    desk.inside((trx) => updateChannel(trx, companyId, credentialKeys, { channelId, ...wish }));
  const events = async () =>
    (await desk.inside((trx) => channelEvents(trx, companyId, channelId, { before: null, limit: 50 }))).map(
      ({ what }) => what,
    );
  return { ...desk, admin, conversationId, disconnect, change, events };
}

test('CONN-09 a disconnected channel keeps its history and nothing that opens its account', async () => {
  await using desk = await writtenTo();
  const { companyId, channelId, conversationId, admin } = desk;
  await desk.disconnect();
  await desk.disconnect();

  const { account } = await desk.inside((trx) => accountOf(trx, credentialKeys, companyId, channelId));
  expect(JSON.stringify(account)).not.toContain('sim-access-token');
  expect(JSON.stringify(account)).not.toContain(desk.appSecret);
  expect(await desk.inside((trx) => openlyById(trx, companyId, channelId))).toMatchObject({
    status: 'inactive',
    isDefault: false,
    disconnectedAt: expect.any(Date),
  });
  expect(await desk.deliveries()).toMatchObject([{ state: 'FAILED_PERMANENT', errorCode: 'channel.disconnected' }]);
  expect((await desk.messages()).map(({ text }) => text)).toEqual(['Oi', 'Olá']);
  const words = { conversationId, kind: 'text' as const, text: 'E agora?' };
  await expect(desk.inside((trx) => sendMessage(trx, admin, words))).rejects.toThrow('channel.inactive');
  await expect(validateChannel(database, credentialKeys, { companyId, channelId })).rejects.toThrow('channel.inactive');
  await expect(desk.change({ isPaused: false })).rejects.toThrow('channel.inactive');
  expect(await desk.events()).toEqual(['disconnected', 'created']);
});

test('CONN-09 its account may be set up anew; while nobody did, new credentials connect it again', async () => {
  await using desk = await writtenTo();
  const { companyId, channelId, phoneNumberId } = desk;
  await desk.disconnect();
  // What is left of the former ones completes nothing.
  await expect(desk.change({ credentials: { appSecret: 'novo' } })).rejects.toMatchObject({
    problem: { code: 'input.invalid' },
  });
  await desk.change({ credentials });
  expect(await desk.inside((trx) => openlyById(trx, companyId, channelId))).toMatchObject({
    status: 'configuring',
    externalId: phoneNumberId,
    disconnectedAt: null,
  });

  await desk.disconnect();
  await desk.inside((trx) => createChannel(trx, companyId, credentialKeys, numbered(phoneNumberId)));
  await expect(desk.change({ credentials })).rejects.toMatchObject({ problem: { code: 'record.nameTaken' } });
  expect(await desk.events()).toEqual(['disconnected', 'connected', 'disconnected', 'created']);
});

test('CONN-09 its templates and its breaker go with it, and another channel of its kind is the default', async () => {
  await using desk = await writtenTo();
  const { companyId, channelId } = desk;
  const heir = await desk.inside((trx) => createChannel(trx, companyId, credentialKeys, numbered(randomUUID())));
  const template: MessageTemplate = {
    name: 'ola',
    language: 'pt_BR',
    category: 'utility',
    status: 'approved',
    reason: '',
    header: { type: 'none' },
    body: 'Olá',
    footer: '',
    buttons: [],
    examples: {},
  };
  const refused = { type: 'refused' as const, at: Date.now(), reason: { code: '190', detail: 'expired' } };
  await desk.inside(async (trx) => {
    await keepTemplates(trx, companyId, channelId, [{ providerId: '1', template }]);
    await tellBreaker(trx, companyId, channelId, refused);
  });
  await desk.disconnect();
  expect(await desk.inside((trx) => openlyById(trx, companyId, heir.channelId))).toMatchObject({ isDefault: true });
  expect((await desk.inside((trx) => flowsOf(trx, companyId))).get(channelId)?.breaker).toEqual(CLOSED);
  const left = await database.asOwner('select from message_template where channel_id = $1', [channelId]);
  expect(left).toEqual([]);
});
