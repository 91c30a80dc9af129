/** Against an S3 server in this process (s3rver), by its own HTTP. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Refusal } from '@balcao/domain';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaFiles } from './files.ts';
import { s3Files } from './s3Files.ts';

const folder = mkdtempSync(join(tmpdir(), 'balcao-s3-'));
const companyId = randomUUID();
const s3 = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 'bucket'),
  configureBuckets: [{ name: 'balcao-media', configs: [] }],
});
let files: MediaFiles;

beforeAll(async () => {
  const { port }: AddressInfo = await s3.run();
  files = s3Files(
    {
      name: 'balcao-media',
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    folder,
  );
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

test('a file comes back from the bucket byte by byte, whole and in parts', async () => {
  const id = randomUUID();
  const bytes = Buffer.from('%PDF-1.7\n'.padEnd(70_000, '0123456789'));
  const stored = await files.put(companyId, id, [bytes.subarray(0, 9), bytes.subarray(9)], 100_000);
  expect(stored).toEqual({
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest(),
    detectedMime: 'application/pdf',
  });
  expect(await files.size(companyId, id)).toBe(bytes.length);
  expect(await buffer(await files.read(companyId, id, { from: 0, to: bytes.length - 1 }))).toEqual(bytes);
  expect(await buffer(await files.read(companyId, id, { from: 10, to: 19 }))).toEqual(bytes.subarray(10, 20));
});

test('a file that is too large, or breaks off, leaves nothing in the bucket and nothing on the disk', async () => {
  const id = randomUUID();
  async function* broken() {
    yield Buffer.alloc(1_000);
    throw new Error('the connection was cut');
  }
  await expect(files.put(companyId, id, [Buffer.alloc(2_000)], 1_000)).rejects.toThrow(Refusal);
  await expect(files.put(companyId, id, broken(), 10_000)).rejects.toThrow('cut');
  expect(await files.size(companyId, id)).toBeNull();
  expect(readdirSync(join(folder, 'passing'))).toEqual([]);
});

test('a file that is removed is gone, and removing it again is no error', async () => {
  const id = randomUUID();
  await files.put(companyId, id, [Buffer.from('x')], 10);
  await files.remove(companyId, id);
  await files.remove(companyId, id);
  expect(await files.size(companyId, id)).toBeNull();
});
