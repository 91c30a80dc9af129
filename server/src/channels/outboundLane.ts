import { setTimeout as sleep } from 'node:timers/promises';
import { beginDelivery, conversationOfLane, type Outcome, recordOutcome } from '../conversations/index.ts';
import { type Database, inCompany, type Log } from '../db/index.ts';
import type { Lane, LaneWorker } from '../jobs/index.ts';
import type { FileLinks, MediaFiles } from '../media/index.ts';
import {
  channelErrors,
  channelLatencySeconds,
  channelSendRetry,
  channelSendSuccess,
  taskLatencySeconds,
  usageMessages,
} from '../metrics.ts';
import type { SendOutcome } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import type { CredentialKeys } from './credentials.ts';
import { noteOutcome } from './flow/breakers.ts';
import { type Head, headOf, keepPair, keepSlot } from './flow/flowStore.ts';
import { gateOf } from './flow/gate.ts';
import { createSlots, type Slots } from './flow/slots.ts';
import { type Prepared, prepareMessage } from './prepareMessage.ts';

export type OutboundLaneOptions = {
  database: Database;
  log: Log;
  credentialKeys: CredentialKeys;
  files: MediaFiles;
  linkTo: FileLinks;
};
type Ground = OutboundLaneOptions & { slots: Slots };

/** A slot this near is waited for in place; for a later one the lane's place is given to others. */
const NEAR_MS = 30;

/**
 * Sends what waits in a conversation, in order, one at a time (INB-20): may it leave (flow/gate.ts)? Then three parts,
 * each durable before the next: mark as being sent, call the platform (outside any transaction), record what it said. What
 * a crash between them means, and what happens then, is told in conversations/delivery.ts.
 */
export function outboundLane(options: OutboundLaneOptions): LaneWorker {
  const ground = { ...options, slots: createSlots(options.database) };
  return {
    prefix: 'out',
    run: async (lane) => {
      while (!lane.stopping.aborted) {
        const end = await sendNext(lane, ground);
        if (end) return end;
      }
      return { nextDueAt: null };
    },
  };
}

type End = { nextDueAt: Date | null };

/** @returns when to go on, or `null` at once. */
async function sendNext(lane: Lane, ground: Ground): Promise<End | null> {
  const { companyId } = lane;
  const conversationId = conversationOfLane(lane.key);
  const head = await inCompany(ground.database, companyId, (trx) => headOf(trx, companyId, conversationId), {
    readOnly: true,
  });
  if (!head) return { nextDueAt: null };
  const gate = gateOf(head, adapterOf(head.channelKind).pace ?? null, new Date());
  switch (gate.kind) {
    case 'idle':
      return { nextDueAt: null };
    case 'wait':
      return { nextDueAt: gate.until };
    case 'slot':
      return awaitSlot(lane, ground, head, gate.perSecond);
    case 'go':
      return send(lane, ground, { ...head, conversationId }, gate.pairFullAt);
  }
}

async function awaitSlot(lane: Lane, { slots }: Ground, head: Head, perSecond: number): Promise<End | null> {
  const { companyId } = lane;
  const at = await slots.next({ companyId, channelId: head.channelId, perSecond });
  const waitMs = at.getTime() - Date.now();
  await lane.step((trx) => keepSlot(trx, companyId, head.messageId, at));
  if (waitMs > NEAR_MS) return { nextDueAt: at };
  await sleep(Math.max(0, at.getTime() - Date.now()));
  return null;
}

async function send(
  lane: Lane,
  ground: Ground,
  head: Head & { conversationId: string },
  pairFullAt: Date | null,
): Promise<End | null> {
  const { companyId } = lane;
  const turn = await lane.step(async (trx) => {
    const begun = await beginDelivery(trx, companyId, head, new Date());
    if (begun.kind !== 'send') return begun;
    if (pairFullAt) await keepPair(trx, companyId, head.conversationId, pairFullAt);
    return { kind: begun.kind, ...(await prepareMessage(trx, companyId, begun, ground)) };
  });
  if (turn.kind === 'again') return null;
  if (turn.kind === 'wait') return { nextDueAt: turn.at };

  const { delivery, channel } = turn;
  const about = { correlation_id: delivery.correlationId, company: companyId, message: delivery.messageId };
  const stop = taskLatencySeconds.startTimer({ task: 'outbound' });
  const outcome = await call(turn);
  const recorded = await lane.step(async (trx) => {
    const now = new Date();
    const result = await recordOutcome(trx, companyId, delivery, costOf(outcome, head.isProber), now);
    await noteOutcome(trx, companyId, { ...head, channelId: channel.id }, outcome, now);
    return result;
  });
  stop();
  if (recorded === 'sent') {
    channelSendSuccess.inc({ kind: channel.kind });
    usageMessages.inc({ company_id: companyId });
  }
  if (recorded === 'retry') channelSendRetry.inc({ kind: channel.kind });
  const code = outcome.kind === 'accepted' ? undefined : outcome.code;
  ground.log.info(
    { ...about, kind: channel.kind, outcome: outcome.kind, code, attempt: delivery.attempts },
    'message sent out',
  );
  return null;
}

/** What the attempt costs the message: nothing where the channel is at fault, or where it only tried for the others. */
function costOf(outcome: SendOutcome, isProber: boolean): Outcome {
  if (outcome.kind === 'blocked' || (outcome.kind === 'refused' && isProber)) {
    return { kind: 'later', afterMs: 0, code: outcome.code, detail: outcome.detail };
  }
  return outcome;
}

async function call({ channel, message }: Prepared): Promise<SendOutcome> {
  if (!message)
    return { kind: 'rejected', code: 'message.notThere', detail: 'the platform does not know its original' };
  const stop = channelLatencySeconds.startTimer({ kind: channel.kind });
  const outcome = await adapterOf(channel.kind).send(channel.account, message);
  stop();
  if (outcome.kind !== 'accepted') channelErrors.inc({ kind: channel.kind });
  return outcome;
}
