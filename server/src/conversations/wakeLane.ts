import type { LaneWorker } from '../jobs/index.ts';
import { takeTicketUp } from '../tickets/index.ts';
import { lockConversation, snoozedUntil, updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';

const PREFIX = 'wake';
export const wakeLaneKey = (conversationId: string): string => `${PREFIX}:${conversationId}`;

/** Wakes snoozed conversations at their time. One that was woken or snoozed anew since is left as it is. */
export const wakeLane: LaneWorker = {
  prefix: PREFIX,
  run: async (lane) => {
    const conversationId = lane.key.slice(PREFIX.length + 1);
    const nextDueAt = await lane.step(async (trx) => {
      const conversation = await lockConversation(trx, lane.companyId, conversationId);
      const until = await snoozedUntil(trx, lane.companyId, conversationId);
      if (conversation.status !== 'snoozed' || !until) return null;
      if (until.getTime() > Date.now()) return until;
      await updateConversation(trx, lane.companyId, conversationId, { status: 'open', snoozedUntil: null });
      await addToTimeline(trx, lane.companyId, conversation, { type: 'reopened', byUserId: null });
      await takeTicketUp(trx, lane.companyId, conversationId, new Date());
      return null;
    });
    return { nextDueAt };
  },
};
