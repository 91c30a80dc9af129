import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault, startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaFiles } from '../media/index.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { mediaLane } from './mediaLane.ts';
import { credentialKeys, testDesk } from './testDesk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A desk that fetches files, and Meta's stand-in that has them. */
async function fetchingDesk() {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-media-'));
  const files = createMediaFiles(folder);
  const desk = await testDesk(database, { workers: [mediaLane({ log: quiet, credentialKeys, files })] });
  const webhookUrl = `${await desk.app.listen({ port: 0, host: '127.0.0.1' })}/webhooks/whatsapp/`;
  const { phoneNumberId, appSecret, verifyToken } = desk;
  const simulators = await startSimulators({
    port: 0,
    whatsapp: { phoneNumberId, appSecret, verifyToken, webhookUrl },
  });
  await desk.pointAt(simulators.url);
  return {
    ...desk,
    simulators,
    files,
    arrives: async (type: string, fault?: Partial<Fault>) => {
      if (fault) simulators.addFault({ target: 'media', kind: 'error', ...fault });
      const body = JSON.stringify({ from: '5511900000011', type });
      const headers = { 'content-type': 'application/json' };
      await fetch(`${simulators.url}/_sim/whatsapp/inbound`, { method: 'POST', headers, body });
      await until(async () => (await desk.messages()).length > 0);
    },
    /** The file as its message tells it. */
    media: async () => Object(Object((await desk.messages())[0]?.content).media),
    [Symbol.asyncDispose]: async () => {
      await simulators.close();
      await desk[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

test('INB-22 a picture is fetched at once, its bytes are in the store, and its message says so', async () => {
  await using desk = await fetchingDesk();
  await desk.arrives('image');
  await until(async () => (await desk.media()).state === 'stored');
  const { mediaId, sizeBytes, mime } = await desk.media();
  expect(mime).toBe('image/jpeg');
  expect(await desk.files.size(desk.companyId, mediaId)).toBe(sizeBytes);
  expect(sizeBytes).toBeGreaterThan(100);
});

test('INB-22 a fault of the platform costs time, not the file', async () => {
  await using desk = await fetchingDesk();
  await desk.arrives('audio', { code: 131000, times: 1 });
  await until(
    async () =>
      (await database.asOwner('select from media where company_id = $1 and attempts = 1', [desk.companyId])).length ===
      1,
  );
  expect(await desk.media()).toMatchObject({ state: 'pending' });
  await desk.hurry();
  await until(async () => (await desk.media()).state === 'stored');
});

test('INB-22 a file that expired while no worker lived is lost, and its message says so', async () => {
  await using desk = await fetchingDesk();
  await desk.arrives('document', { code: 131000 });
  await until(
    async () =>
      (await database.asOwner('select from media where company_id = $1 and attempts > 0', [desk.companyId])).length ===
      1,
  );
  desk.simulators.reset();
  await desk.hurry();
  await until(async () => (await desk.media()).state === 'failed');
  const [media] = await database.asOwner<{ error: string }>('select error from media where company_id = $1', [
    desk.companyId,
  ]);
  expect(media?.error).toMatch(/^100/);
});
