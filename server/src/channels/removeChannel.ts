import { Refusal } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { channelIsUsed, deleteChannel, sealedCredentials } from './store.ts';

/**
 * Takes away a channel over which nobody ever wrote: one that was set up wrongly, or tried out. What people wrote keeps its
 * channel, which can be paused instead.
 * @throws Refusal `record.notFound`, `record.inUse`
 */
export async function removeChannel(trx: Trx, companyId: string, channelId: string): Promise<void> {
  const found = await sealedCredentials(trx, companyId, channelId);
  if (!found) throw new Refusal({ code: 'record.notFound', record: 'channel', id: channelId });
  if (await channelIsUsed(trx, companyId, channelId)) {
    throw new Refusal({ code: 'record.inUse', record: 'channel', id: channelId });
  }
  await deleteChannel(trx, companyId, channelId, found.kind);
}
