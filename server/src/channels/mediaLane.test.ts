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
    arrives: async (
      type: string,
      fault?: Partial<Fault>,
      media?: { mime: string; fileName?: string; bytes: Buffer },
    ) => {
      if (fault) simulators.addFault({ target: 'media', kind: 'error', ...fault });
      const { bytes, ...named } = media ?? {};
      const file = bytes && { media: { ...named, base64: bytes.toString('base64') } };
      const body = JSON.stringify({ from: '5511900000011', type, ...file });
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

/** The beginning of every program for Windows, which calls itself something else. */
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000)]);
const MB = 1024 * 1024;

test.each([
  ['a program that calls itself a picture', 'image', { mime: 'image/jpeg', bytes: program }, 'program'],
  [
    'a program as a document',
    'document',
    { mime: 'application/pdf', fileName: 'boleto.pdf', bytes: program },
    'program',
  ],
  [
    'a script, which is text by its bytes',
    'document',
    { mime: 'text/plain', fileName: 'boleto.pdf.bat', bytes: Buffer.from('del *') },
    'program',
  ],
  ['a picture of 25 MB', 'image', { mime: 'image/jpeg', bytes: Buffer.alloc(25 * MB, 7) }, 'tooLarge'],
])('%s is not kept, and its message says why', async (_what, type, media, lostFor) => {
  await using desk = await fetchingDesk();
  await desk.arrives(type, undefined, media);
  await until(async () => (await desk.media()).state === 'failed');
  const { mediaId, ...told } = await desk.media();
  expect(told).toMatchObject({ state: 'failed', lostFor });
  expect(await desk.files.size(desk.companyId, mediaId)).toBeNull();
});

test('a document of 25 MB comes whole', async () => {
  await using desk = await fetchingDesk();
  const bytes = Buffer.alloc(25 * MB, 'exame ');
  await desk.arrives('document', undefined, { mime: 'application/pdf', fileName: 'exame.pdf', bytes });
  await until(async () => (await desk.media()).state === 'stored');
  const { mediaId } = await desk.media();
  expect(await desk.files.size(desk.companyId, mediaId)).toBe(25 * MB);
});

test('a drawing with a script, sent as a picture, is kept as nothing that a browser would run', async () => {
  await using desk = await fetchingDesk();
  await desk.arrives('image', undefined, { mime: 'image/jpeg', bytes: Buffer.from('<svg onload="alert(1)"/>') });
  await until(async () => (await desk.media()).state !== 'pending');
  expect(await desk.media()).not.toMatchObject({ hasThumbnail: true });
});
