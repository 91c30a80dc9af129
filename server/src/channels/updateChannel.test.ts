import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendMessage } from '../conversations/index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { createChannel } from './createChannel.ts';
import { disconnectChannel } from './disconnectChannel.ts';
import { accountOf } from './store.ts';
import { credentialKeys, testDesk, textMessage } from './testDesk.ts';
import { updateChannel } from './updateChannel.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('only the settings that are given change; the others stay as they were sealed', async () => {
  await using desk = await testDesk(database);
  const { companyId, channelId } = desk;
  const wish = { channelId, name: 'Outro nome', credentials: { accessToken: 'token-novo' } };
  await desk.inside((trx) => updateChannel(trx, companyId, credentialKeys, wish));
  const { account } = await desk.inside((trx) => accountOf(trx, credentialKeys, companyId, channelId));
  expect(account.credentials).toMatchObject({ accessToken: 'token-novo', appSecret: desk.appSecret });
});

test('a setting that is wrong is refused by its name, and nothing changes', async () => {
  await using desk = await testDesk(database);
  const { companyId, channelId } = desk;
  const wish = { channelId, credentials: { baseUrl: 'ftp://errado' } };
  await expect(desk.inside((trx) => updateChannel(trx, companyId, credentialKeys, wish))).rejects.toMatchObject({
    problem: { code: 'input.invalid', issues: [{ path: 'credentials.baseUrl' }] },
  });
});

test('a paused channel takes nothing of ours, and still what people write', async () => {
  await using desk = await testDesk(database);
  const { companyId, channelId } = desk;
  await desk.deliver(desk.body({ messages: [textMessage('Antes')] }));
  await desk.settled();
  const pause = (isPaused: boolean) =>
    desk.inside((trx) => updateChannel(trx, companyId, credentialKeys, { channelId, isPaused }));
  await pause(true);
  await desk.deliver(desk.body({ messages: [textMessage('Durante')] }));
  await desk.settled();
  expect((await desk.messages()).map(({ text }) => text)).toEqual(['Antes', 'Durante']);
  const [conversation] = await desk.conversations();
  const attendant = await desk.user('admin');
  const wish = { conversationId: conversation?.id ?? '', kind: 'text' as const, text: 'Resposta' };
  await expect(desk.inside((trx) => sendMessage(trx, attendant, wish))).rejects.toMatchObject({
    problem: { code: 'channel.inactive' },
  });
  await pause(false);
  await expect(desk.inside((trx) => sendMessage(trx, attendant, wish))).resolves.toBeDefined();
});

test('what comes by a channel waits in its own queue, where it has one', async () => {
  await using desk = await testDesk(database);
  const { companyId, channelId } = desk;
  const { id: queueId } = await desk.inside((trx) =>
    trx
      .insertInto('queue')
      .values({ companyId, name: 'Vendas', distribution: 'manual' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const point = (wish: string | null) =>
    desk.inside((trx) => updateChannel(trx, companyId, credentialKeys, { channelId, queueId: wish }));
  await point(queueId);
  await desk.deliver(desk.body({ messages: [textMessage('Quero comprar')] }));
  await desk.settled();
  expect(await desk.conversations()).toMatchObject([{ queueId }]);
  await expect(point(randomUUID())).rejects.toMatchObject({ problem: { code: 'record.notFound', record: 'queue' } });
});

test('a channel of another company is not there', async () => {
  await using mine = await testDesk(database);
  await using theirs = await testDesk(database);
  const wish = { channelId: theirs.channelId, isPaused: true };
  await expect(mine.inside((trx) => updateChannel(trx, mine.companyId, credentialKeys, wish))).rejects.toMatchObject({
    problem: { code: 'record.notFound' },
  });
});

test('a channel is taken away while nobody wrote over it, and the next of its kind is the default then', async () => {
  await using desk = await testDesk(database);
  const { companyId } = desk;
  const wish = {
    kind: 'sms' as const,
    credentials: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'x', statusCallback: '' },
  };
  const make = async (name: string) =>
    (
      await desk.inside((trx) =>
        createChannel(trx, companyId, credentialKeys, {
          ...wish,
          name,
          externalId: `+5511${Date.now()}${name.length}`,
        }),
      )
    ).channelId;
  const [first, second] = [await make('Um'), await make('Dois')];
  await desk.inside((trx) => disconnectChannel(trx, companyId, credentialKeys, first, new Date()));
  const left = await desk.inside((trx) =>
    trx
      .selectFrom('channel')
      .select(['id', 'isDefault'])
      .where('companyId', '=', companyId)
      .where('kind', '=', 'sms')
      .execute(),
  );
  expect(left).toEqual([{ id: second, isDefault: true }]);
});
