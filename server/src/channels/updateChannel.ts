import { Refusal } from '@balcao/domain';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { adapterOf } from './adapters.ts';
import { requireFreeAccount, requireQueue } from './createChannel.ts';
import { type CredentialKeys, openCredentials, sealCredentials } from './credentials.ts';
import { accountBefore } from './disconnectChannel.ts';
import { tellBreaker } from './flow/breakers.ts';
import { changeChannel, sealedCredentials, waitingOutLanes } from './store.ts';

export type UpdateChannelInput = {
  channelId: string;
  name?: string | undefined;
  /** Paused: takes no messages of ours; what people write still arrives. */
  isPaused?: boolean | undefined;
  /** `null`: the company's default queue again. What waits already stays where it is. */
  queueId?: string | null | undefined;
  /** Only those that change: the others stay, since nobody can read them out again. A disconnected one needs them all. */
  credentials?: Record<string, string> | undefined;
};

/**
 * Also connects one again that was disconnected, by new credentials.
 * @throws Refusal `record.notFound`, `input.invalid`; of a disconnected one `channel.inactive`, `record.nameTaken`
 */
export async function updateChannel(
  trx: Trx,
  companyId: string,
  keys: CredentialKeys,
  { channelId, name, isPaused, queueId, credentials }: UpdateChannelInput,
): Promise<void> {
  const found = await sealedCredentials(trx, companyId, channelId);
  if (!found) throw new Refusal({ code: 'record.notFound', record: 'channel', id: channelId });
  if (queueId !== undefined) await requireQueue(trx, companyId, queueId);
  const owner = { companyId, channelId };
  const isGone = found.disconnectedAt !== null;
  // Nothing opens its account any more: who wants it back says how.
  if (isGone && isPaused === false && !credentials) throw new Refusal({ code: 'channel.inactive', channelId });
  const present = isGone ? {} : openCredentials(keys, owner, found.credentials);
  const sealed = credentials && resealed(found.kind, present, credentials);
  if (isGone && sealed) await requireFreeAccount(trx, found.kind, accountBefore(found.externalId));
  await changeChannel(trx, companyId, channelId, {
    ...(name === undefined ? {} : { name }),
    ...(queueId === undefined ? {} : { queueId }),
    ...(isPaused === undefined ? {} : { status: isPaused ? 'inactive' : 'active', statusReason: '' }),
    ...(sealed ? { credentials: sealCredentials(keys, owner, sealed) } : {}),
    ...(isGone && sealed
      ? { externalId: accountBefore(found.externalId), status: 'configuring', disconnectedAt: null }
      : {}),
  });
  if (sealed) await tellBreaker(trx, companyId, channelId, { type: 'mended', at: Date.now() });
  // What waited may go now.
  if (isPaused === false) await addWork(trx, companyId, await waitingOutLanes(trx, companyId, channelId));
}

function resealed(kind: string, present: unknown, change: Record<string, string>): object {
  const merged = adapterOf(kind).credentials.safeParse({ ...z.looseObject({}).parse(present), ...change });
  if (merged.success) return z.looseObject({}).parse(merged.data);
  const issues = merged.error.issues.map(({ path, message }) => ({ path: `credentials.${path.join('.')}`, message }));
  throw new Refusal({ code: 'input.invalid', issues });
}
