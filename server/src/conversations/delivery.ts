import { Refusal, retryDelayMs } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { settleStatus } from './applyStatus.ts';
import { type Delivery, isDead, lockDelivery, lockHead, updateDelivery, waitingOver } from './deliveryStore.ts';
import { applyEarly } from './early.ts';
import {
  channelOf,
  lockMessage,
  lockProviderId,
  type Message,
  refreshLastMessage,
  updateMessage,
} from './messageStore.ts';
import { outLaneKey } from './outLane.ts';
import { putBackReaction, takeBackReaction } from './reactions.ts';
import { lockConversation } from './store.ts';
import { noteUndelivered } from './undelivered.ts';
import { conversationFor } from './visibleConversation.ts';

/**
 * The way of one message out (INB-20):
 *
 *   queued ──begin──▶ sending ──accepted──▶ sent
 *     ▲                  │ ├─refused─▶ FAILED_TEMPORARY ──due──▶ sending, six attempts in all
 *     │                  │ ├─rejected, or refused six times─▶ FAILED_PERMANENT (dead letter)
 *     │ later            │ └─nobody knows, and no status within a minute─▶ unknown
 *     └──────────────────┘
 *   by hand: FAILED_PERMANENT | unknown ──▶ queued, or discarded (deadLetters.ts)
 *
 * `sending` is written in a transaction of its own before the call: whoever finds it there after a crash knows that the
 * message may be out, and waits for the status that carries our id. Nothing is ever sent twice without a person's word.
 */

/** Statuses come within seconds. Lower: a slow one makes a person worry. Higher: the conversation's lane stands still. */
export const STATUS_WAIT_MS = 60_000;

export type Turn =
  /** It is not this delivery's turn (any more): look again. */
  | { kind: 'again' }
  /** Not before `at`; what stands behind it waits too. */
  | { kind: 'wait'; at: Date }
  | { kind: 'send'; message: Message; delivery: Delivery };

/** Begins a delivery if it is the conversation's oldest unsettled one; `send` has marked it as being sent. */
export async function beginDelivery(
  trx: Trx,
  companyId: string,
  { conversationId, messageId }: { conversationId: string; messageId: string },
  now: Date,
): Promise<Turn> {
  const conversation = await lockConversation(trx, companyId, conversationId);
  const delivery = await lockHead(trx, companyId, conversation.id);
  if (delivery?.messageId !== messageId) return { kind: 'again' };
  if (delivery.state === 'sending') {
    const waitsUntil = new Date((delivery.sendingSince ?? now).getTime() + STATUS_WAIT_MS);
    if (waitsUntil > now) return { kind: 'wait', at: waitsUntil };
    await stopWaiting(trx, companyId, delivery);
    return { kind: 'again' };
  }
  if (delivery.dueAt > now) return { kind: 'wait', at: delivery.dueAt };
  await updateDelivery(trx, companyId, delivery.messageId, {
    state: 'sending',
    sendingSince: now,
    slotAt: null,
    attempts: delivery.attempts + 1,
  });
  const message = await lockMessage(trx, companyId, delivery.messageId);
  return { kind: 'send', message, delivery: { ...delivery, state: 'sending', attempts: delivery.attempts + 1 } };
}

async function stopWaiting(trx: Trx, companyId: string, delivery: Delivery): Promise<void> {
  await updateDelivery(trx, companyId, delivery.messageId, { state: 'unknown', settledAt: new Date() });
  await setStatus(trx, companyId, delivery, 'unknown', null);
}

/** What came of the call. The adapters' outcomes, seen from the delivery. */
export type Outcome =
  | { kind: 'accepted'; providerId: string }
  | { kind: 'refused' | 'rejected' | 'unclear'; code: string; detail: string }
  | { kind: 'later'; afterMs: number; code: string; detail: string };

/**
 * Records the outcome of a call, unless a status has settled the delivery meanwhile: that is the better witness.
 * @returns what the metrics count.
 */
export async function recordOutcome(
  trx: Trx,
  companyId: string,
  delivery: Delivery,
  outcome: Outcome,
  now: Date,
): Promise<'sent' | 'retry' | 'failed' | 'waiting'> {
  if (outcome.kind === 'accepted') return recordAccepted(trx, companyId, delivery, outcome.providerId, now);
  await lockConversation(trx, companyId, delivery.conversationId);
  const present = await lockDelivery(trx, companyId, delivery.messageId);
  if (present?.state !== 'sending') return 'sent';
  const error = { errorCode: outcome.code, errorDetail: outcome.detail };
  switch (outcome.kind) {
    case 'unclear':
      await updateDelivery(trx, companyId, delivery.messageId, error);
      return 'waiting';
    case 'later':
      await updateDelivery(trx, companyId, delivery.messageId, {
        ...error,
        state: 'queued',
        sendingSince: null,
        attempts: delivery.attempts - 1,
        dueAt: new Date(now.getTime() + outcome.afterMs),
      });
      return 'retry';
    case 'refused': {
      const waitMs = retryDelayMs(delivery.attempts);
      if (waitMs === null) return giveUp(trx, companyId, delivery, outcome, now);
      await updateDelivery(trx, companyId, delivery.messageId, {
        ...error,
        state: 'FAILED_TEMPORARY',
        sendingSince: null,
        dueAt: new Date(now.getTime() + waitMs),
      });
      return 'retry';
    }
    case 'rejected':
      return giveUp(trx, companyId, delivery, outcome, now);
  }
}

async function recordAccepted(
  trx: Trx,
  companyId: string,
  delivery: Delivery,
  providerId: string,
  now: Date,
): Promise<'sent'> {
  // The platform's id first, as whoever brings a status does: the other order would deadlock.
  const channelId = await channelOf(trx, companyId, delivery.messageId);
  await lockProviderId(trx, channelId, providerId);
  await lockConversation(trx, companyId, delivery.conversationId);
  const message = await lockMessage(trx, companyId, delivery.messageId);
  await settleStatus(trx, companyId, message, {
    type: 'status',
    providerId,
    ourId: message.id,
    status: 'sent',
    at: now.getTime(),
    failure: null,
  });
  await applyEarly(trx, companyId, channelId, { id: message.id, providerId });
  return 'sent';
}

/** A dead letter: it stays where a person sees it, and can be sent again by hand. */
async function giveUp(
  trx: Trx,
  companyId: string,
  delivery: Delivery,
  { code, detail }: { code: string; detail: string },
  now: Date,
): Promise<'failed'> {
  await updateDelivery(trx, companyId, delivery.messageId, {
    state: 'FAILED_PERMANENT',
    errorCode: code,
    errorDetail: detail,
    settledAt: now,
  });
  await setStatus(trx, companyId, delivery, 'failed', { code, detail, at: now });
  await takeBackReaction(trx, companyId, await lockMessage(trx, companyId, delivery.messageId));
  return 'failed';
}

/** Everything of a channel that waits to leave and never will, as dead letters. What is just being sent is left to its end. */
export async function giveUpWaiting(
  trx: Trx,
  companyId: string,
  channelId: string,
  why: { code: string; detail: string },
  now: Date,
): Promise<void> {
  for (const { conversationId, messageId } of await waitingOver(trx, companyId, channelId)) {
    await lockConversation(trx, companyId, conversationId);
    const delivery = await lockDelivery(trx, companyId, messageId);
    if (delivery?.state !== 'queued' && delivery?.state !== 'FAILED_TEMPORARY') continue;
    await giveUp(trx, companyId, delivery, why, now);
  }
}

async function setStatus(
  trx: Trx,
  companyId: string,
  delivery: Delivery,
  status: 'failed' | 'unknown' | 'pending',
  failure: { code: string; detail: string; at: Date } | null,
): Promise<void> {
  await updateMessage(trx, companyId, delivery.messageId, {
    status,
    failure: failure && JSON.stringify({ code: failure.code, detail: failure.detail }),
    failedAt: failure?.at ?? null,
  });
  await refreshLastMessage(trx, companyId, delivery.conversationId, delivery.messageId, { status });
  // Only a message in trouble is sent again, and only one under way comes into it.
  const before = status === 'pending' ? 'failed' : 'pending';
  await noteUndelivered(trx, companyId, delivery.messageId, { before, after: status, failure });
}

/**
 * Sends a message again that failed, or of which nobody knows. A person decides that: it may reach the contact twice.
 * @throws Refusal `message.unchangeable` when it is on its way or has arrived.
 */
export async function resendMessage(trx: Trx, actor: Actor, { messageId }: { messageId: string }): Promise<void> {
  const notFound = new Refusal({ code: 'record.notFound', record: 'message', id: messageId });
  const place = await trx
    .selectFrom('delivery')
    .select('conversationId')
    .where('companyId', '=', actor.companyId)
    .where('messageId', '=', messageId)
    .executeTakeFirst();
  if (!place) throw notFound;
  const conversation = await conversationFor(trx, actor, place.conversationId);
  const delivery = await lockDelivery(trx, actor.companyId, messageId);
  if (!delivery) throw notFound;
  if (!isDead(delivery.state)) {
    throw new Refusal({ code: 'message.unchangeable', messageId });
  }
  if (conversation.status === 'closed') {
    throw new Refusal({ code: 'conversation.closed', conversationId: conversation.id });
  }
  const message = await lockMessage(trx, actor.companyId, messageId);
  await updateDelivery(trx, actor.companyId, messageId, {
    state: 'queued',
    attempts: 0,
    dueAt: new Date(),
    sendingSince: null,
    settledAt: null,
    errorCode: null,
    errorDetail: null,
    ...(message.providerId ? { formerProviderIds: [...delivery.formerProviderIds, message.providerId] } : {}),
  });
  await updateMessage(trx, actor.companyId, messageId, { providerId: null, sentAt: null });
  await setStatus(trx, actor.companyId, delivery, 'pending', null);
  await putBackReaction(trx, actor.companyId, message);
  await addWork(trx, actor.companyId, [outLaneKey(conversation.id)]);
}
