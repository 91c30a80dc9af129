import type { Trx } from '../db/index.ts';
import { settleChange } from './applyChange.ts';
import { settleStatus } from './applyStatus.ts';
import { takeChanges, takeStatuses } from './earlyStore.ts';
import { lockMessage } from './messageStore.ts';

/** Applies what came before the message. The conversation and the platform's id are locked. */
export async function applyEarly(
  trx: Trx,
  companyId: string,
  channelId: string,
  message: { id: string; providerId?: string | null },
): Promise<void> {
  if (!message.providerId) return;
  const statuses = await takeStatuses(trx, companyId, channelId, message.providerId);
  const changes = await takeChanges(trx, companyId, channelId, message.providerId);
  for (const status of statuses) {
    await settleStatus(trx, companyId, await lockMessage(trx, companyId, message.id), status);
  }
  for (const change of changes) {
    await settleChange(trx, companyId, await lockMessage(trx, companyId, message.id), change);
  }
}
