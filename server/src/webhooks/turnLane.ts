import type { WEBHOOK_EVENTS } from '@balcao/domain';
import type { z } from 'zod';
import { conversationOfTurnLane, type TakenTurn, TURN_LANE_PREFIX, takeTurn } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork, type LaneWorker } from '../jobs/index.ts';
import { hookLaneKey } from './hookLane.ts';
import { insertDeliveries } from './store.ts';

/** Hands what a contact wrote in one go, as one turn, to the addresses that want it (INB-23): an outside bot, say. */
export const turnLane = ({ groupingDelayMs }: { groupingDelayMs: number }): LaneWorker => ({
  prefix: TURN_LANE_PREFIX,
  run: async (lane) => {
    const conversationId = conversationOfTurnLane(lane.key);
    const nextDueAt = await lane.step(async (trx) => {
      const wish = { usualDelayMs: groupingDelayMs, now: Date.now() };
      const turn = await takeTurn(trx, lane.companyId, conversationId, wish);
      if (turn.kind === 'whole') await handOver(trx, lane.companyId, turn);
      return turn.kind === 'waits' ? turn.until : null;
    });
    return { nextDueAt };
  },
});

async function handOver(trx: Trx, companyId: string, turn: Extract<TakenTurn, { kind: 'whole' }>): Promise<void> {
  const { contactId, channelId, channelKind } = await trx
    .selectFrom('conversation')
    .select(['contactId', 'channelId', 'channelKind'])
    .where('companyId', '=', companyId)
    .where('id', '=', turn.conversationId)
    .executeTakeFirstOrThrow();
  const data: z.input<(typeof WEBHOOK_EVENTS)['turn.received']> = {
    conversationId: turn.conversationId,
    contactId,
    channelId,
    channelKind,
    startedAt: turn.startedAt.toISOString(),
    endedAt: turn.endedAt.toISOString(),
    text: turn.messages
      .map(({ text }) => text)
      .filter(Boolean)
      .join('\n'),
    messages: turn.messages.map((message) => ({
      id: message.id,
      conversationId: message.conversationId,
      channelId: message.channelId,
      direction: message.direction,
      kind: message.kind,
      text: message.text,
      content: message.content as Record<string, unknown>,
      source: message.source,
      authorId: message.authorId,
      replyToId: message.replyToId,
      status: message.status,
      failure: message.failure,
      createdAt: message.createdAt.toISOString(),
    })),
  };
  const endpointIds = await insertDeliveries(trx, companyId, 'turn.received', data);
  await addWork(trx, companyId, endpointIds.map(hookLaneKey));
}
