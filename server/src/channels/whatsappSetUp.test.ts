import { startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { credentialKeys, testDesk } from './testDesk.ts';
import { readNumber, readProfile, writeProfile } from './whatsapp/profile.ts';
import { answerOf, openWhatsapp, sendTest } from './whatsappSetUp.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 10 });
});
afterAll(() => database.close());

async function setUpDesk() {
  const desk = await testDesk(database);
  const { phoneNumberId, appSecret, verifyToken } = desk;
  const simulators = await startSimulators({ port: 0, whatsapp: { phoneNumberId, appSecret, verifyToken } });
  await desk.pointAt(simulators.url);
  const setUp = { database, credentialKeys, actor: await desk.user('admin') };
  return {
    ...desk,
    setUp,
    opened: () => openWhatsapp(setUp, undefined),
    outbox: async () => Object(await (await fetch(`${simulators.url}/_sim/whatsapp/outbox`)).json()).messages,
    [Symbol.asyncDispose]: async () => {
      await simulators.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}

test('the business profile is read, changed in part, and read again as it is at the platform', async () => {
  await using desk = await setUpDesk();
  const { account } = await desk.opened();
  expect(answerOf(await readNumber(account)).display_phone_number).toMatch(/^\+\d+/);
  expect(answerOf(await readProfile(account))).toMatchObject({ description: 'Conta de demonstração', websites: [] });
  answerOf(await writeProfile(account, { about: 'Aberto de segunda a sábado', websites: ['https://demo.local/'] }));
  expect(answerOf(await readProfile(account))).toMatchObject({
    about: 'Aberto de segunda a sábado',
    description: 'Conta de demonstração',
    websites: ['https://demo.local/'],
  });
});

test('a test message goes out, and what the platform refuses comes back with its own code', async () => {
  await using desk = await setUpDesk();
  const opened = await desk.opened();
  const sent = await sendTest(desk.setUp, opened, { to: '+55 11 90000-0031', text: 'Teste' });
  expect(await desk.outbox()).toMatchObject([{ id: sent.providerId, to: '5511900000031', text: { body: 'Teste' } }]);
  await desk.pointAt('http://127.0.0.1:9');
  await expect(sendTest(desk.setUp, await desk.opened(), { to: '5511900000031', text: 'Teste' })).rejects.toMatchObject(
    { problem: { code: 'channel.platformRefused', platformCode: expect.stringMatching(/^connection\./) } },
  );
});

test('a company without WhatsApp is told so, and nobody opens another company’s number', async () => {
  await using desk = await setUpDesk();
  await using other = await setUpDesk();
  await expect(openWhatsapp(desk.setUp, other.channelId)).rejects.toMatchObject({
    problem: { code: 'record.notFound' },
  });
});
