import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { createChannel } from './createChannel.ts';
import { credentialKeys, testDesk, textMessage } from './testDesk.ts';
import { validateChannel } from './validateChannel.ts';
import { listWebhookErrors, replayWebhookError } from './webhookErrors.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const FIRST_PAGE = { cursor: null, limit: 50 };

test('INB-07 an admin sees a broken item with its payload, and replays it once its cause is gone', async () => {
  await using desk = await testDesk(database);
  const admin = await desk.user('admin');
  await desk.deliver(desk.body({ messages: [{ ...textMessage('x'), text: {} }] }));
  await desk.settled();
  const [item] = (await listWebhookErrors(database, admin, FIRST_PAGE)).items;
  expect(item).toMatchObject({ error: expect.stringContaining('body'), attempts: 1, payload: { kind: 'message' } });
  const id = item?.id ?? 0;
  await replayWebhookError(database, admin, id);
  await desk.settled();
  expect((await listWebhookErrors(database, admin, FIRST_PAGE)).items).toMatchObject([{ id, attempts: 2 }]);
  await database.asOwner(
    `update inbound_item set payload = jsonb_set(payload, '{message,text,body}', '"agora sim"') where id = $1`,
    [id],
  );
  await replayWebhookError(database, admin, id);
  await desk.settled();
  expect((await desk.messages()).map((message) => message.text)).toEqual(['agora sim']);
  expect((await listWebhookErrors(database, admin, FIRST_PAGE)).items).toEqual([]);
  await expect(replayWebhookError(database, admin, id)).rejects.toThrow('record.notFound');
});

test('what came for a number before its channel existed is an operator’s to replay when it does', async () => {
  await using desk = await testDesk(database);
  const operator = await desk.user('operator');
  const admin = await desk.user('admin');
  const body = JSON.stringify(desk.body({ messages: [textMessage('cedo demais')] })).replace(
    desk.phoneNumberId,
    '777000777',
  );
  await desk.deliver(body);
  const [item] = (await listWebhookErrors(database, operator, FIRST_PAGE)).items;
  const id = item?.id ?? 0;
  await expect(replayWebhookError(database, operator, id)).rejects.toThrow('record.notFound');
  await expect(replayWebhookError(database, admin, id)).rejects.toThrow('record.notFound');
  await desk.inside((trx) =>
    createChannel(trx, desk.companyId, credentialKeys, {
      kind: 'whatsapp',
      name: 'Segundo',
      externalId: '777000777',
      credentials: { accessToken: 'a' },
    }),
  );
  await replayWebhookError(database, operator, id);
  await desk.settled();
  expect((await desk.messages()).map((message) => message.text)).toEqual(['cedo demais']);
});

test('INB-01 one account of a platform belongs to one channel; credentials that are none are refused without repeating them', async () => {
  await using desk = await testDesk(database);
  const input = { kind: 'whatsapp' as const, name: 'Outro', externalId: desk.phoneNumberId };
  const create = (credentials: unknown) =>
    desk.inside((trx) => createChannel(trx, desk.companyId, credentialKeys, { ...input, credentials }));
  await expect(create({ accessToken: 'a' })).rejects.toThrow('record.nameTaken');
  const error = await create({ accessToken: '', baseUrl: 'ftp://segredo' }).catch((reason: unknown) => reason);
  expect(JSON.stringify(error)).toContain('credentials.accessToken');
  expect(JSON.stringify(error)).not.toContain('segredo');
});

test('INB-02 validating keeps the outcome and its reason; a stranger’s channel is not found', async () => {
  await using desk = await testDesk(database); // nothing listens where it points
  const { companyId, channelId } = desk;
  const outcome = await validateChannel(database, credentialKeys, { companyId, channelId });
  expect(outcome).toMatchObject({ status: 'error', reason: expect.stringContaining('connection') });
  const [row] = await database.asOwner('select status, status_reason from channel where id = $1', [channelId]);
  expect(row).toEqual({ status: 'error', status_reason: outcome.reason });
  await using other = await testDesk(database);
  await expect(validateChannel(database, credentialKeys, { companyId: other.companyId, channelId })).rejects.toThrow(
    'record.notFound',
  );
});
