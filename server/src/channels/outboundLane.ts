import { identitiesOf } from '../contacts/index.ts';
import {
  beginDelivery,
  conversationOfLane,
  type Delivery,
  type Message,
  recordOutcome,
} from '../conversations/index.ts';
import type { Log, Trx } from '../db/index.ts';
import type { Lane, LaneWorker } from '../jobs/index.ts';
import type { MediaFiles } from '../media/index.ts';
import {
  channelErrors,
  channelLatencySeconds,
  channelSendRetry,
  channelSendSuccess,
  taskLatencySeconds,
  usageMessages,
} from '../metrics.ts';
import type { OutgoingMessage, SendOutcome } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import type { CredentialKeys } from './credentials.ts';
import { outgoingContent } from './outgoingContent.ts';
import { accountOf } from './store.ts';

export type OutboundLaneOptions = { log: Log; credentialKeys: CredentialKeys; files: MediaFiles };

/**
 * Sends what waits in a conversation, in order, one at a time (INB-20). Three parts, each durable before the next: mark
 * as being sent, call the platform (outside any transaction), record what it said. What a crash between them means, and
 * what happens then, is told in conversations/delivery.ts.
 */
export function outboundLane(options: OutboundLaneOptions): LaneWorker {
  return {
    prefix: 'out',
    run: async (lane) => {
      while (!lane.stopping.aborted) {
        const end = await sendNext(lane, options);
        if (end) return end;
      }
      return { nextDueAt: null };
    },
  };
}

type Prepared = {
  delivery: Delivery;
  message: OutgoingMessage;
  channel: Awaited<ReturnType<typeof accountOf>>;
};

async function sendNext(lane: Lane, options: OutboundLaneOptions): Promise<{ nextDueAt: Date | null } | null> {
  const turn = await lane.step(async (trx) => {
    const begun = await beginDelivery(trx, lane.companyId, conversationOfLane(lane.key), new Date());
    return begun.kind === 'send'
      ? { kind: begun.kind, ...(await prepare(trx, lane.companyId, begun, options)) }
      : begun;
  });
  if (turn.kind === 'nothing') return { nextDueAt: null };
  if (turn.kind === 'wait') return { nextDueAt: turn.at };

  const { delivery, channel } = turn;
  const about = { correlation_id: delivery.correlationId, company: lane.companyId, message: delivery.messageId };
  const stop = taskLatencySeconds.startTimer({ task: 'outbound' });
  const outcome = await call(turn);
  const recorded = await lane.step((trx) => recordOutcome(trx, lane.companyId, delivery, outcome, new Date()));
  stop();
  if (recorded === 'sent') {
    channelSendSuccess.inc({ kind: channel.kind });
    usageMessages.inc({ company_id: lane.companyId });
  }
  if (recorded === 'retry') channelSendRetry.inc({ kind: channel.kind });
  const code = outcome.kind === 'accepted' ? undefined : outcome.code;
  options.log.info(
    { ...about, kind: channel.kind, outcome: outcome.kind, code, attempt: delivery.attempts },
    'message sent out',
  );
  return null;
}

async function prepare(
  trx: Trx,
  companyId: string,
  { message, delivery }: { message: Message; delivery: Delivery },
  options: OutboundLaneOptions,
): Promise<Prepared> {
  const conversation = await trx
    .selectFrom('conversation')
    .select(['contactId', 'lastInboundAt'])
    .where('companyId', '=', companyId)
    .where('id', '=', message.conversationId)
    .executeTakeFirstOrThrow();
  const quoted = await trx
    .selectFrom('message as answer')
    .innerJoin('message as quoted', (join) =>
      join.onRef('quoted.companyId', '=', 'answer.companyId').onRef('quoted.id', '=', 'answer.replyToId'),
    )
    .select('quoted.providerId')
    .where('answer.companyId', '=', companyId)
    .where('answer.id', '=', message.id)
    .executeTakeFirst();
  return {
    delivery,
    channel: await accountOf(trx, options.credentialKeys, companyId, message.channelId),
    message: {
      ourId: message.id,
      to: await identitiesOf(trx, companyId, conversation.contactId),
      content: outgoingContent(message.content, companyId, options.files),
      quotedProviderId: quoted?.providerId ?? null,
      lastInboundAt: conversation.lastInboundAt?.getTime() ?? null,
    },
  };
}

async function call({ channel, message }: Prepared): Promise<SendOutcome> {
  const stop = channelLatencySeconds.startTimer({ kind: channel.kind });
  const outcome = await adapterOf(channel.kind).send(channel.account, message);
  stop();
  if (outcome.kind !== 'accepted') channelErrors.inc({ kind: channel.kind });
  return outcome;
}
