import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRowId } from '@balcao/replica';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachUpload, uploadedMedia } from '../conversations/uploadedFile.ts';
import { inCompany } from '../db/index.ts';
import { makeDemo } from '../demo/index.ts';
import { DEMO_COMPANY_ID } from '../demo/people.ts';
import { type TestDatabase, type TestServer, testDatabase, testServer } from '../testing/index.ts';
import { createMediaFiles, createUploads, type MediaFiles } from './index.ts';
import { sweepUnsent } from './jobs.ts';

const folder = mkdtempSync(join(tmpdir(), 'balcao-uploads-'));
let database: TestDatabase;
let server: TestServer;
let files: MediaFiles;
let url: string;

beforeAll(async () => {
  database = await testDatabase();
  files = createMediaFiles(folder);
  server = await testServer({
    database,
    mount: async (app, { log, sessions }) =>
      createUploads({ database, files, dataDir: folder, log }).serve(app, sessions),
  });
  await makeDemo(database, server.config, files, new Date());
  url = await server.app.listen({ port: 0 });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
  rmSync(folder, { recursive: true });
});

const TUS = { 'tus-resumable': '1.0.0' };

async function signIn(email: string) {
  const { accessToken, user } = await server.sessions.signIn({
    email,
    password: 'balcao-demo',
    company: null,
    device: '',
    address: '10.0.0.8',
  });
  return { headers: { ...TUS, authorization: `Bearer ${accessToken}` }, userId: user.id };
}

function begin(headers: Record<string, string>, wish: Record<string, string>, length: number): Promise<Response> {
  const metadata = Object.entries(wish).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
  return fetch(`${url}/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(length), 'upload-metadata': metadata.join(',') },
  });
}

function send(headers: Record<string, string>, place: string, bytes: Buffer, offset: number): Promise<Response> {
  return fetch(`${url}${place}`, {
    method: 'PATCH',
    headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    body: bytes,
  });
}

async function upload(headers: Record<string, string>, wish: Record<string, string>, bytes: Buffer): Promise<Response> {
  const begun = await begin(headers, wish, bytes.length);
  return begun.ok ? send(headers, begun.headers.get('location') ?? '', bytes, 0) : begun;
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();

test('a file that is cut in the middle goes on from there, and is what its bytes say', async () => {
  const { headers, userId } = await signIn('attendant@demo.local');
  const bytes = await picture(1200, 900);
  const mediaId = newRowId();
  const begun = await begin(headers, { mediaId, fileName: 'foto.bin', mime: 'application/octet-stream' }, bytes.length);
  const place = begun.headers.get('location') ?? '';
  expect((await send(headers, place, bytes.subarray(0, 1_000), 0)).status).toBe(204);
  const asked = await fetch(`${url}${place}`, { method: 'HEAD', headers });
  expect(asked.headers.get('upload-offset')).toBe('1000');
  expect((await send(headers, place, bytes.subarray(1_000), 1_000)).status).toBe(204);

  const actor = { companyId: DEMO_COMPANY_ID, userId, role: 'attendant' as const, queueIds: [] };
  const media = await inCompany(database, DEMO_COMPANY_ID, (trx) => uploadedMedia(trx, actor, mediaId));
  expect(media).toEqual({
    mediaId,
    state: 'stored',
    mime: 'image/jpeg',
    fileName: 'foto.bin',
    sizeBytes: bytes.length,
    width: 1200,
    height: 900,
    hasThumbnail: true,
  });
  const small = await files.size(DEMO_COMPANY_ID, `${mediaId}.thumbnail`);
  expect(small).toBeLessThan(bytes.length);
});

test('the same file again, because the answer was lost, is there already', async () => {
  const { headers } = await signIn('attendant@demo.local');
  const wish = { mediaId: newRowId(), fileName: 'a.txt', mime: 'text/plain' };
  expect((await upload(headers, wish, Buffer.from('olá'))).status).toBe(204);
  const again = await upload(headers, wish, Buffer.from('olá'));
  expect([again.status, await again.json()]).toMatchObject([409, { code: 'media.alreadyThere' }]);
});

test('a program is refused whatever its name says', async () => {
  const { headers } = await signIn('attendant@demo.local');
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
  const mediaId = newRowId();
  const refused = await upload(headers, { mediaId, fileName: 'foto.jpg', mime: 'image/jpeg' }, program);
  expect([refused.status, await refused.json()]).toMatchObject([415, { code: 'media.isProgram' }]);
  expect(await files.size(DEMO_COMPANY_ID, mediaId)).toBeNull();
});

test('a page that calls itself a picture is kept as nothing that a browser would run', async () => {
  const { headers, userId } = await signIn('attendant@demo.local');
  const mediaId = newRowId();
  await upload(headers, { mediaId, fileName: 'foto.png', mime: 'image/png' }, Buffer.from('<script>alert(1)</script>'));
  const actor = { companyId: DEMO_COMPANY_ID, userId, role: 'attendant' as const, queueIds: [] };
  const media = await inCompany(database, DEMO_COMPANY_ID, (trx) => uploadedMedia(trx, actor, mediaId));
  expect(media).toMatchObject({ mime: 'application/octet-stream' });
  expect(media.hasThumbnail).toBeUndefined();
});

test('a picture that unpacks to gigapixels is kept without being unpacked', async () => {
  const { headers, userId } = await signIn('attendant@demo.local');
  const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const mediaId = newRowId();
  expect((await upload(headers, { mediaId, fileName: 'bomba.png', mime: 'image/png' }, bomb)).status).toBe(204);
  const actor = { companyId: DEMO_COMPANY_ID, userId, role: 'attendant' as const, queueIds: [] };
  const media = await inCompany(database, DEMO_COMPANY_ID, (trx) => uploadedMedia(trx, actor, mediaId));
  expect(media).toMatchObject({ mime: 'image/png' });
  expect(media.hasThumbnail).toBeUndefined();
});

test.each([
  ['no id', {}, 10, 400, 'media.badUpload'],
  ['an id that is none', { mediaId: '../../x' }, 10, 400, 'media.badUpload'],
  ['nothing in it', { mediaId: randomUUID() }, 0, 400, 'media.badUpload'],
  ['more than anybody may send', { mediaId: randomUUID() }, 200 * 1024 * 1024, 413, 'media.tooLarge'],
])('an upload with %s is refused in words', async (_what, wish, length, status, code) => {
  const { headers } = await signIn('attendant@demo.local');
  const refused = await begin(headers, wish, length);
  expect([refused.status, await refused.json()]).toMatchObject([status, { code }]);
});

test('nobody goes on with the upload of another, nor without a token', async () => {
  const { headers } = await signIn('attendant@demo.local');
  const other = await signIn('attendant2@demo.local');
  const begun = await begin(headers, { mediaId: newRowId() }, 5);
  const place = begun.headers.get('location') ?? '';
  expect((await send(other.headers, place, Buffer.from('12345'), 0)).status).toBe(404);
  expect((await send(TUS, place, Buffer.from('12345'), 0)).status).toBe(401);
});

test('a file goes out with one message, of whoever uploaded it', async () => {
  const { headers, userId } = await signIn('attendant@demo.local');
  const other = await signIn('attendant2@demo.local');
  const mediaId = newRowId();
  await upload(headers, { mediaId, mime: 'text/plain' }, Buffer.from('x'));
  const messages = await database.asOwner<{ id: string; channel_id: string }>(
    'select id, channel_id from message limit 2',
  );
  const [first, second] = messages.map(({ id, channel_id }) => ({ mediaId, messageId: id, channelId: channel_id }));
  if (!first || !second) throw new Error('the demo has messages');
  const attach = (user: string, wish: typeof first) =>
    inCompany(database, DEMO_COMPANY_ID, (trx) =>
      attachUpload(trx, { companyId: DEMO_COMPANY_ID, userId: user, role: 'attendant', queueIds: [] }, wish),
    );
  await expect(attach(other.userId, first)).rejects.toThrow('record.notFound');
  await attach(userId, first);
  await attach(userId, first);
  await expect(attach(userId, second)).rejects.toThrow('message.unchangeable');
});

test('what was never sent is swept after its time, and nothing else', async () => {
  const { headers } = await signIn('attendant@demo.local');
  const mediaId = newRowId();
  await upload(headers, { mediaId, mime: 'text/plain' }, Buffer.from('x'));
  expect(await sweepUnsent(database, files, new Date(Date.now() - 60_000))).toBe(0);
  expect(await sweepUnsent(database, files, new Date(Date.now() + 1_000))).toBeGreaterThan(0);
  expect(await files.size(DEMO_COMPANY_ID, mediaId)).toBeNull();
  const [row] = await database.asOwner("select count(*)::int as left from media where state = 'stored'");
  expect(row?.left).toBeGreaterThan(0);
});
