import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inCompany } from '../db/index.ts';
import { makeDemo } from '../demo/index.ts';
import { DEMO_COMPANY_ID } from '../demo/people.ts';
import { type TestDatabase, type TestServer, testDatabase, testServer } from '../testing/index.ts';
import { createMediaFiles, giveUpMedia, type MediaFiles, serveMedia, storeMedia } from './index.ts';
import { mediaToken, readMediaToken } from './links.ts';

const HOUR_MS = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'balcao-media-'));
let database: TestDatabase;
let server: TestServer;
let files: MediaFiles;

beforeAll(async () => {
  database = await testDatabase();
  files = createMediaFiles(folder);
  server = await testServer({
    database,
    mount: async (app, { config }) => serveMedia(app, { database, files, secret: config.jwtSecret }),
  });
  await makeDemo(database, server.config, files, new Date());
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
  rmSync(folder, { recursive: true });
});

const demo = (email: string) =>
  server.sessions
    .signIn({ email, password: 'balcao-demo', company: null, device: '', address: '10.0.0.9' })
    .then(({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }));

/** A file of the demo, replaced by these bytes. */
async function fileWith(
  bytes: Buffer,
  mime: string,
  fileName: string | null = null,
): Promise<{ mediaId: string; url: string }> {
  const [row] = await database.asOwner<{ id: string }>('select id from media order by id limit 1');
  const mediaId = row?.id ?? '';
  const file = await files.put(DEMO_COMPANY_ID, mediaId, [bytes], 1_000_000);
  await inCompany(database, DEMO_COMPANY_ID, (trx) =>
    storeMedia(trx, { companyId: DEMO_COMPANY_ID, mediaId, file, picture: null }),
  );
  await database.asOwner('update media set mime = $1, file_name = $2 where id = $3', [mime, fileName, mediaId]);
  const { token } = mediaToken(server.config.jwtSecret, { companyId: DEMO_COMPANY_ID, mediaId }, new Date());
  return { mediaId, url: `/media/${token}` };
}

test('a file is stored with its size, its hash and what its bytes say they are', async () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const id = randomUUID();
  const stored = await files.put(DEMO_COMPANY_ID, id, [png.subarray(0, 20), png.subarray(20)], 1_000);
  expect(stored).toEqual({
    sizeBytes: png.length,
    sha256: createHash('sha256').update(png).digest(),
    detectedMime: 'image/png',
  });
  expect(await files.size(DEMO_COMPANY_ID, id)).toBe(png.length);
  expect(await files.size(randomUUID(), id)).toBeNull();
});

test('a file that is too large is refused before it is whole, and nothing of it stays', async () => {
  const id = randomUUID();
  async function* endless() {
    for (;;) yield Buffer.alloc(1_000);
  }
  await expect(files.put(DEMO_COMPANY_ID, id, endless(), 10_000)).rejects.toThrow(Refusal);
  expect(await files.size(DEMO_COMPANY_ID, id)).toBeNull();
  expect(
    readdirSync(join(folder, 'media', DEMO_COMPANY_ID, id.slice(-2))).filter((name) => name.startsWith(id)),
  ).toEqual([]);
});

test('an id that climbs out of the folder is none', async () => {
  await expect(files.size('../../etc', 'passwd')).rejects.toThrow('an id that is none');
});

test('whoever sees the conversation gets a link, and the link gives the file', async () => {
  const { mediaId } = await fileWith(Buffer.from('0123456789'), 'image/png');
  const link = await server.app.inject({
    url: `/trpc/media.link?input=${encodeURIComponent(JSON.stringify({ mediaId }))}`,
    headers: await demo('admin@demo.local'),
  });
  const { url } = link.json<{ result: { data: { url: string } } }>().result.data;
  const file = await server.app.inject({ url: new URL(url).pathname });
  expect(file.body).toBe('0123456789');
  expect(file.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cross-origin-resource-policy': 'cross-origin',
  });
});

test('who does not see the conversation gets no link, and does not learn that there is a file', async () => {
  const { mediaId } = await fileWith(Buffer.from('x'), 'image/png');
  const ask = async (email: string) =>
    server.app.inject({
      url: `/trpc/media.link?input=${encodeURIComponent(JSON.stringify({ mediaId }))}`,
      headers: await demo(email),
    });
  expect((await ask('operator@demo.local')).statusCode).toBe(403);
  await database.asOwner(
    `update conversation set assignee_id = (select id from user_account where email = 'admin@demo.local'),
       queue_id = (select id from queue where not is_default)
     where id = (select m.conversation_id from message m join media f on f.message_id = m.id where f.id = $1)`,
    [mediaId],
  );
  expect((await ask('attendant@demo.local')).statusCode).toBe(404);
});

test.each([
  ['HTML', 'text/html', '<script>alert(1)</script>'],
  ['SVG', 'image/svg+xml', '<svg onload="alert(1)"/>'],
])('%s from a customer is a download that cannot run here', async (_what, mime, content) => {
  const { url } = await fileWith(Buffer.from(content), mime, 'página "1".html');
  const file = await server.app.inject({ url });
  expect(file.headers['content-type']).toBe('application/octet-stream');
  expect(file.headers['content-disposition']).toMatch(
    /^attachment; filename="p_gina _1_.html"; filename\*=UTF-8''p%C3%A1gina/,
  );
  expect(file.headers['content-security-policy']).toContain('sandbox');
});

test('a player gets the part that it asks for', async () => {
  const { url } = await fileWith(Buffer.from('0123456789'), 'audio/ogg; codecs=opus');
  const part = await server.app.inject({ url, headers: { range: 'bytes=2-4' } });
  expect([part.statusCode, part.body, part.headers['content-range'], part.headers['content-length']]).toEqual([
    206,
    '234',
    'bytes 2-4/10',
    '3',
  ]);
  const outside = await server.app.inject({ url, headers: { range: 'bytes=50-' } });
  expect([outside.statusCode, outside.headers['content-range']]).toEqual([416, 'bytes */10']);
});

test('a link that was changed is unknown, and one whose hour is over is gone', async () => {
  const { url } = await fileWith(Buffer.from('x'), 'image/png');
  const last = url.at(-2) === 'A' ? 'B' : 'A';
  expect((await server.app.inject({ url: `${url.slice(0, -2)}${last}${url.slice(-1)}` })).statusCode).toBe(404);
  const old = mediaToken(
    server.config.jwtSecret,
    { companyId: DEMO_COMPANY_ID, mediaId: randomUUID() },
    new Date(Date.now() - 3 * HOUR_MS),
  );
  expect((await server.app.inject({ url: `/media/${old.token}` })).statusCode).toBe(410);
});

test('within an hour a file has one address, which lasts for at least an hour more', () => {
  const secret = new TextEncoder().encode('s');
  const file = { companyId: randomUUID(), mediaId: randomUUID() };
  const at = (minutes: number) => mediaToken(secret, file, new Date(Date.UTC(2026, 5, 1, 12, minutes)));
  expect(at(1).token).toBe(at(59).token);
  expect(at(61).token).not.toBe(at(1).token);
  expect(at(59).expiresAt).toEqual(new Date(Date.UTC(2026, 5, 1, 14)));
  expect(() => readMediaToken(secret, at(1).token, new Date(Date.UTC(2026, 5, 1, 14)))).toThrow('media.linkExpired');
  expect(readMediaToken(secret, at(1).token, new Date(Date.UTC(2026, 5, 1, 13, 59)))).toMatchObject(file);
});

test('a file that will not come is said so in its message', async () => {
  const { mediaId } = await fileWith(Buffer.from('x'), 'image/png');
  await inCompany(database, DEMO_COMPANY_ID, (trx) =>
    giveUpMedia(trx, { companyId: DEMO_COMPANY_ID, mediaId, reason: 'expired' }),
  );
  const [message] = await database.asOwner(
    "select content -> 'media' ->> 'state' as state from message m join media f on f.message_id = m.id where f.id = $1",
    [mediaId],
  );
  expect(message).toEqual({ state: 'failed' });
  const link = await server.app.inject({
    url: `/trpc/media.link?input=${encodeURIComponent(JSON.stringify({ mediaId }))}`,
    headers: await demo('admin@demo.local'),
  });
  expect(link.json()).toMatchObject({ error: { data: { problem: { code: 'media.notReady', state: 'failed' } } } });
});
