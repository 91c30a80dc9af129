import { diskFiles } from './diskFiles.ts';
import type { MediaFiles } from './files.ts';
import { type Bucket, s3Files } from './s3Files.ts';

/** The company's files: in the data folder, or in a bucket where one is configured (S3_…, docs/running.md). */
export function createMediaFiles(dataDir: string, bucket: Bucket | null = null): MediaFiles {
  return bucket ? s3Files(bucket, dataDir) : diskFiles(dataDir);
}
