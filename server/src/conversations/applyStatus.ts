import { noteCost } from '../costs/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { isWaiting, lockDelivery, updateDelivery } from './deliveryStore.ts';
import { keepStatus } from './earlyStore.ts';
import {
  lockMessage,
  lockProviderId,
  type Message,
  messageIdByProviderId,
  outboundById,
  refreshLastMessage,
  updateMessage,
} from './messageStore.ts';
import { outLaneKey } from './outLane.ts';
import { putBackReaction, takeBackReaction } from './reactions.ts';
import type { ReceivedStatus } from './received.ts';
import { progressAfter } from './statusChange.ts';
import { lockConversation } from './store.ts';
import { noteUndelivered } from './undelivered.ts';

const OUR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What a platform reports about a message that went out. Found by our own id first, since a status may overtake the
 * answer that tells the platform's; where neither is known yet it is kept for the message to come.
 */
export async function applyStatus(
  trx: Trx,
  companyId: string,
  channelId: string,
  report: ReceivedStatus,
): Promise<void> {
  await lockProviderId(trx, channelId, report.providerId);
  const message =
    (report.ourId && OUR_ID.test(report.ourId) ? await outboundById(trx, companyId, channelId, report.ourId) : null) ??
    (await messageIdByProviderId(trx, companyId, channelId, report.providerId));
  if (!message) return keepStatus(trx, companyId, channelId, report);
  await noteCost(trx, { companyId, channelId, messageId: message.id }, report);
  await lockConversation(trx, companyId, message.conversationId);
  const settled = await settleStatus(trx, companyId, await lockMessage(trx, companyId, message.id), report);
  // What waited behind it may go now.
  if (settled === 'delivery') await addWork(trx, companyId, [outLaneKey(message.conversationId)]);
}

/**
 * Conversation and message are locked.
 * @returns `delivery` when a delivery that was still under way is settled by it.
 */
export async function settleStatus(
  trx: Trx,
  companyId: string,
  message: Message,
  report: ReceivedStatus,
): Promise<'delivery' | 'nothing'> {
  if (message.status === null) return 'nothing'; // what the contact wrote has no status
  const delivery = await lockDelivery(trx, companyId, message.id);
  const ofFormerAttempt =
    delivery?.formerProviderIds.includes(report.providerId) ||
    (message.providerId !== null && message.providerId !== report.providerId);
  // That an earlier attempt failed says nothing of the one that a person asked for since.
  if (ofFormerAttempt && report.status === 'failed') return 'nothing';

  const before = {
    status: message.status,
    failure: message.failure,
    sentAt: millis(message.sentAt),
    deliveredAt: millis(message.deliveredAt),
    readAt: millis(message.readAt),
    failedAt: millis(message.failedAt),
  };
  const after = progressAfter(before, report);
  await updateMessage(trx, companyId, message.id, {
    status: after.status,
    failure: after.failure && JSON.stringify(after.failure),
    sentAt: date(after.sentAt),
    deliveredAt: date(after.deliveredAt),
    readAt: date(after.readAt),
    failedAt: date(after.failedAt),
    ...(message.providerId === null && !ofFormerAttempt ? { providerId: report.providerId } : {}),
  });
  if (after.status !== before.status) {
    await noteUndelivered(trx, companyId, message.id, {
      before: before.status,
      after: after.status,
      failure: after.failure,
    });
    await refreshLastMessage(trx, companyId, message.conversationId, message.id, { status: after.status });
    if (after.status === 'failed') await takeBackReaction(trx, companyId, message);
    else if (before.status === 'failed') await putBackReaction(trx, companyId, message);
  }
  if (!delivery) return 'nothing';
  await updateDelivery(trx, companyId, message.id, {
    state: after.status === 'failed' ? 'FAILED_PERMANENT' : 'sent',
    errorCode: after.failure?.code ?? null,
    errorDetail: after.failure?.detail ?? null,
    settledAt: new Date(),
  });
  return isWaiting(delivery.state) ? 'delivery' : 'nothing';
}

const millis = (at: Date | null): number | null => at?.getTime() ?? null;
const date = (at: number | null): Date | null => (at === null ? null : new Date(at));
