import { randomBytes } from 'node:crypto';
import { CLOSED, Refusal } from '@balcao/domain';
import { z } from 'zod';
import { giveUpWaiting } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { keepTemplates } from '../templates/index.ts';
import { adapterOf } from './adapters.ts';
import { type CredentialKeys, openCredentials, sealCredentials } from './credentials.ts';
import { lockFlow, storeBreaker } from './flow/flowStore.ts';
import { changeChannel, channelById, channelIsUsed, deleteChannel, nextDefault, sealedCredentials } from './store.ts';

/**
 * Ends a connection (CONN-09). A channel that nobody ever wrote over goes altogether. Another stays as the name of its
 * history, and keeps nothing that opens its account: no secret, no template, no delivery that waits. Its account is free
 * for another channel, of whichever company. Twice is once.
 * @throws Refusal `record.notFound`
 */
export async function disconnectChannel(
  trx: Trx,
  companyId: string,
  keys: CredentialKeys,
  channelId: string,
  now: Date,
): Promise<void> {
  const found = await sealedCredentials(trx, companyId, channelId);
  const channel = found && (await channelById(trx, companyId, channelId));
  if (!found || !channel) throw new Refusal({ code: 'record.notFound', record: 'channel', id: channelId });
  if (found.disconnectedAt !== null) return;
  if (!(await channelIsUsed(trx, companyId, channelId))) return deleteChannel(trx, companyId, channelId, found.kind);

  const owner = { companyId, channelId };
  const left = withoutSecrets(found.kind, openCredentials(keys, owner, found.credentials));
  await giveUpWaiting(trx, companyId, channelId, { code: 'channel.disconnected', detail: '' }, now);
  await keepTemplates(trx, companyId, channelId, []);
  // Nothing is tried over it any more, and its platform is not asked with what is left of its settings.
  await lockFlow(trx, companyId, channelId);
  await storeBreaker(trx, companyId, channelId, { breaker: CLOSED, proberId: null });
  await changeChannel(trx, companyId, channelId, {
    credentials: sealCredentials(keys, owner, left),
    externalId: freed(channel.externalId, channelId),
    status: 'inactive',
    statusReason: '',
    isDefault: false,
    disconnectedAt: now,
  });
  if (found.isDefault) await nextDefault(trx, companyId, found.kind, channelId);
}

/** The account's id with the channel's own behind it: of no platform, so that the account can be set up anew. */
const freed = (externalId: string, channelId: string): string => `${externalId}#${channelId}`;
export const accountBefore = (externalId: string): string => externalId.replace(/#[0-9a-f-]{36}$/, '');

/**
 * What an adapter still reads as settings, with chance in every text that it takes any text for: those are the secrets.
 * Work that was under way finds a channel that is turned away, not one that cannot be read.
 */
function withoutSecrets(kind: string, present: unknown): object {
  const { credentials } = adapterOf(kind);
  let left = z.looseObject({}).parse(present);
  for (const [name, value] of Object.entries(left)) {
    if (typeof value !== 'string') continue;
    const without = { ...left, [name]: randomBytes(16).toString('hex') };
    if (credentials.safeParse(without).success) left = without;
  }
  return left;
}
