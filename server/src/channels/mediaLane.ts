import { isProgram, isProgramName, Refusal, retryDelayMs } from '@balcao/domain';
import type { Log, Trx } from '../db/index.ts';
import type { Lane, LaneWorker } from '../jobs/index.ts';
import { giveUpMedia, type MediaFiles, makeThumbnail, storeMedia } from '../media/index.ts';
import { taskLatencySeconds } from '../metrics.ts';
import type { DownloadOutcome } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import type { CredentialKeys } from './credentials.ts';
import { accountOf } from './store.ts';

export type MediaLaneOptions = { log: Log; credentialKeys: CredentialKeys; files: MediaFiles };

const MB = 1024 * 1024;
/** Meta's own limits are lower (5, 0.5, 16, 16, 100 MB); ours only keep the disk from being filled. */
const LIMIT_BYTES: Record<string, number> = { image: 20 * MB, sticker: 2 * MB, audio: 20 * MB, video: 40 * MB };
const LIMIT_BYTES_OTHERWISE = 100 * MB;

/** Meta keeps files of webhooks that long; after it, asking is of no use. Source: Cloud API, "Media" (2026-06-16). */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** Once the usual retries are through: a platform that is down for a day is asked now and then, not forgotten. */
const LATER_RETRY_MS = 60 * 60 * 1000;

/** Fetches files from platforms into the company's store (INB-22): each at once, and again while it may still come. */
export function mediaLane(options: MediaLaneOptions): LaneWorker {
  return {
    prefix: 'media',
    run: async (lane) => {
      while (!lane.stopping.aborted) {
        const end = await fetchNext(lane, options);
        if (end) return end;
      }
      return { nextDueAt: null };
    },
  };
}

async function fetchNext(lane: Lane, options: MediaLaneOptions): Promise<{ nextDueAt: Date | null } | null> {
  const now = new Date();
  const { companyId } = lane;
  const found = await lane.step((trx) => nextFile(trx, companyId, lane.key.slice('media:'.length), options));
  if (!found) return { nextDueAt: null };
  if (found.dueAt > now) return { nextDueAt: found.dueAt };

  const stop = taskLatencySeconds.startTimer({ task: 'media' });
  const fetched = await fetchFile(companyId, found, options);
  await lane.step(async (trx) => {
    if (fetched.kind === 'stored') {
      const { file, picture } = fetched;
      return storeMedia(trx, { companyId, mediaId: found.id, file, picture });
    }
    const retryAt = new Date(now.getTime() + (retryDelayMs(found.attempts + 1) ?? LATER_RETRY_MS));
    const isHopeless = fetched.kind === 'lost' || retryAt.getTime() - found.createdAt.getTime() > KEPT_MS;
    if (isHopeless) return giveUpMedia(trx, { companyId, mediaId: found.id, reason: fetched.reason });
    await putOff(trx, companyId, found.id, retryAt, fetched.reason);
  });
  if (fetched.kind === 'stored' && fetched.stagedId) await options.files.remove(companyId, fetched.stagedId);
  stop();
  const reason = fetched.kind === 'stored' ? undefined : fetched.reason;
  options.log.info({ company: companyId, media: found.id, outcome: fetched.kind, reason }, 'file of a message fetched');
  return null;
}

type WaitingFile = NonNullable<Awaited<ReturnType<typeof nextFile>>>;

async function fetchFile(companyId: string, file: WaitingFile, { files }: MediaLaneOptions) {
  const outcome = await adapterOf(file.channel.kind).downloadMedia(file.channel.account, file.providerId);
  const stagedId = outcome.kind === 'staged' ? outcome.fileId : null;
  const bytes = await bytesOf(companyId, outcome, files);
  if (bytes === null) return { kind: 'lost', reason: 'the file is not in our store any more' } as const;
  if (outcome.kind !== 'file' && outcome.kind !== 'staged') {
    return { kind: outcome.kind, reason: [outcome.code, outcome.detail].filter(Boolean).join(': ') } as const;
  }
  try {
    const limit = LIMIT_BYTES[file.kind] ?? LIMIT_BYTES_OTHERWISE;
    const stored = await files.put(companyId, file.id, bytes, limit);
    const { sizeBytes, detectedMime } = stored;
    if (isProgram(detectedMime ?? file.mime) || isProgramName(file.fileName ?? '')) {
      await files.remove(companyId, file.id);
      return { kind: 'lost', reason: 'media.isProgram' } as const;
    }
    const picture = await makeThumbnail(files, companyId, file.id, { mime: detectedMime ?? '', sizeBytes });
    return { kind: 'stored', file: stored, picture, stagedId } as const;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: error instanceof Refusal ? 'lost' : 'refused', reason } as const;
  }
}

/** `null`: a staged file that is gone. */
async function bytesOf(
  companyId: string,
  outcome: DownloadOutcome,
  files: MediaFiles,
): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null> {
  if (outcome.kind === 'file') return outcome.bytes;
  if (outcome.kind !== 'staged') return [];
  const size = await files.size(companyId, outcome.fileId);
  if (size === null) return null;
  return size === 0 ? [] : files.read(companyId, outcome.fileId, { from: 0, to: size - 1 });
}

async function nextFile(trx: Trx, companyId: string, conversationId: string, { credentialKeys }: MediaLaneOptions) {
  const file = await trx
    .selectFrom('message')
    .innerJoin('media', (join) =>
      join.onRef('media.companyId', '=', 'message.companyId').onRef('media.messageId', '=', 'message.id'),
    )
    .select(['media.id', 'media.channelId', 'media.providerId', 'media.attempts', 'media.dueAt', 'media.createdAt'])
    .select(['message.kind', 'media.mime', 'media.fileName'])
    .where('media.companyId', '=', companyId)
    .where('media.state', '=', 'pending')
    .where('message.conversationId', '=', conversationId)
    .$narrowType<{ channelId: string; providerId: string }>()
    .orderBy('media.dueAt')
    .limit(1)
    .executeTakeFirst();
  return file && { ...file, channel: await accountOf(trx, credentialKeys, companyId, file.channelId) };
}

async function putOff(trx: Trx, companyId: string, mediaId: string, dueAt: Date, error: string): Promise<void> {
  await trx
    .updateTable('media')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), dueAt, error }))
    .where('companyId', '=', companyId)
    .where('id', '=', mediaId)
    .execute();
}
