/**
 * One file on its way to the server, by tus (docs/decisions/0061). Its address there follows from its id, so that a
 * window that knows nothing of the last one goes on where that one stopped.
 */
import type { Problem } from '@balcao/domain';
import type { Upload } from '@balcao/replica/client';
import { type DetailedError, Upload as TusUpload } from 'tus-js-client';
import { problemIn } from './problemIn.ts';

export type TransferEnd =
  | { kind: 'done' }
  | { kind: 'refused'; problem: Problem }
  /** No answer, or a server in trouble: again later. */
  | { kind: 'later' }
  | { kind: 'cancelled' };

export type Transfer = { ended: Promise<TransferEnd>; cancel(): Promise<void> };

export type Way = {
  /** `https://desk.example.com`, without a trailing slash. */
  server: string;
  companyId: string;
  userId: string;
  accessToken: () => Promise<string | null>;
};

/** Lower: more requests. Higher: more is sent again after a cut, and a slow line needs longer than the server waits (30 s). */
const PIECE_BYTES = 512 * 1024;
const RETRIES_AFTER_MS = [500, 1_500, 4_000];

/** What the server is told of a file before it comes. */
export type FileWish = Pick<Upload, 'id' | 'fileName' | 'mime' | 'durationS' | 'waveform'>;

export function transfer(
  { server, companyId, userId, accessToken }: Way,
  upload: FileWish,
  bytes: Blob,
  onProgress: (sentBytes: number) => void,
): Transfer {
  const { promise: ended, resolve } = Promise.withResolvers<TransferEnd>();
  const tus = new TusUpload(bytes, {
    endpoint: `${server}/uploads`,
    uploadUrl: `${server}/uploads/${companyId}.${userId}.${upload.id}`,
    metadata: metadataOf(upload),
    chunkSize: PIECE_BYTES,
    retryDelays: RETRIES_AFTER_MS,
    storeFingerprintForResuming: false,
    onBeforeRequest: async (request) => {
      const token = await accessToken();
      if (token) request.setHeader('authorization', `Bearer ${token}`);
    },
    onShouldRetry: (error) => isTrouble(statusOf(error)),
    onProgress,
    onSuccess: () => resolve({ kind: 'done' }),
    onError: (error) => resolve(endOf(error)),
  });
  tus.start();
  return {
    ended,
    async cancel() {
      resolve({ kind: 'cancelled' });
      // What the server has of it is swept there if it cannot be told now.
      await tus.abort(true).catch(() => {});
    },
  };
}

function metadataOf({ id, fileName, mime, durationS, waveform }: FileWish): Record<string, string> {
  return {
    mediaId: id,
    fileName,
    mime,
    ...(durationS === null ? {} : { durationS: String(durationS) }),
    ...(waveform === null ? {} : { waveform: waveform.join(',') }),
  };
}

function endOf(error: Error | DetailedError): TransferEnd {
  const status = statusOf(error);
  // Signed out in the middle: whoever signs in again sends it.
  if (isTrouble(status) || status === 401) return { kind: 'later' };
  const problem = problemIn('originalResponse' in error ? error.originalResponse?.getBody() : undefined);
  if (problem?.code === 'media.alreadyThere') return { kind: 'done' };
  return problem ? { kind: 'refused', problem } : { kind: 'later' };
}

const statusOf = (error: Error | DetailedError): number =>
  ('originalResponse' in error ? error.originalResponse?.getStatus() : undefined) ?? 0;

/** 423: another request of ours still holds it; it ends. */
const isTrouble = (status: number): boolean => status === 0 || status >= 500 || status === 423 || status === 429;
