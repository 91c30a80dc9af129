import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { type MediaFiles, placeOf } from './files.ts';
import { writeFile } from './writeFile.ts';

/** A bucket of Amazon's, or of anything that speaks its protocol (MinIO, R2, Ceph). */
export type Bucket = {
  name: string;
  region: string;
  /** `null`: Amazon's own. */
  endpoint: string | null;
  accessKeyId: string;
  secretAccessKey: string;
};

/**
 * Files in a bucket. One comes by way of `dataDir`: its size, kind and hash must be known before it counts, and a stream
 * that breaks must leave nothing in the bucket.
 */
export function s3Files(bucket: Bucket, dataDir: string): MediaFiles {
  const client = new S3Client({
    region: bucket.region,
    credentials: { accessKeyId: bucket.accessKeyId, secretAccessKey: bucket.secretAccessKey },
    // Servers of one's own are reached by path: a subdomain for each bucket is Amazon's habit only.
    ...(bucket.endpoint ? { endpoint: bucket.endpoint, forcePathStyle: true } : {}),
  });
  const at = (companyId: string, name: string) => ({ Bucket: bucket.name, Key: placeOf(companyId, name) });
  const passing = join(dataDir, 'passing');

  return {
    async put(companyId, name, bytes, limitBytes) {
      const place = at(companyId, name);
      const unfinished = join(passing, randomUUID());
      await mkdir(passing, { recursive: true });
      try {
        const file = await writeFile(unfinished, bytes, limitBytes);
        await new Upload({ client, params: { ...place, Body: createReadStream(unfinished) } }).done();
        return file;
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    async size(companyId, name) {
      try {
        return (await client.send(new HeadObjectCommand(at(companyId, name)))).ContentLength ?? null;
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },
    async read(companyId, name, { from, to }) {
      const { Body } = await client.send(
        new GetObjectCommand({ ...at(companyId, name), Range: `bytes=${from}-${to}` }),
      );
      if (!(Body instanceof Readable)) throw new Error('The bucket answered without a body.');
      return Body;
    },
    remove: async (companyId, name) => void (await client.send(new DeleteObjectCommand(at(companyId, name)))),
  };
}
