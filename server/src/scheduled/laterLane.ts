import { dueState, may, type Problem, Refusal } from '@balcao/domain';
import { lockContactOf, lockConversation, reopenConversation, sendMessage, wishOf } from '../conversations/index.ts';
import { inSavepoint, type Trx } from '../db/index.ts';
import type { LaneWorker } from '../jobs/index.ts';
import { currentViewer } from '../sync/index.ts';
import { LATER_PREFIX } from './laneKey.ts';
import { noteHeld } from './notices.ts';
import { hold, lockNext, removeScheduled, type Scheduled } from './store.ts';

/**
 * Sends what has reached its time (INB-26), a transaction a message: the row goes as the message comes, under the same
 * id. What may not go then (the window closed, the channel was switched off, its author left) is held and told, and those
 * after it have their turn.
 */
export const laterLane: LaneWorker = {
  prefix: LATER_PREFIX,
  run: async (lane) => {
    const conversationId = lane.key.slice(LATER_PREFIX.length + 1);
    for (;;) {
      const next = await lane.step((trx) => takeNext(trx, lane.companyId, conversationId));
      if (next.kind !== 'taken') return { nextDueAt: next.kind === 'waits' ? next.dueAt : null };
      if (lane.stopping.aborted) return { nextDueAt: new Date() };
    }
  },
};

type Next = { kind: 'taken' } | { kind: 'waits'; dueAt: Date } | { kind: 'none' };

async function takeNext(trx: Trx, companyId: string, conversationId: string): Promise<Next> {
  await lockContactOf(trx, companyId, conversationId);
  await lockConversation(trx, companyId, conversationId);
  const scheduled = await lockNext(trx, companyId, conversationId);
  if (!scheduled) return { kind: 'none' };
  const state = dueState(scheduled.dueAt.getTime(), Date.now());
  if (state === 'early') return { kind: 'waits', dueAt: scheduled.dueAt };
  const problem: Problem | null =
    state === 'overdue'
      ? { code: 'scheduled.overdue', dueAt: scheduled.dueAt.getTime() }
      : await whyNotSent(trx, companyId, scheduled);
  if (problem) {
    await hold(trx, companyId, scheduled.id, problem);
    await noteHeld(trx, companyId, scheduled, problem);
  } else {
    await removeScheduled(trx, companyId, scheduled.id);
  }
  return { kind: 'taken' };
}

/**
 * Sends it as its author, who must still be there and allowed to answer. Whether they saw the conversation was asked when
 * they wrote: handed over since, it is still written to. @returns what stood against it, or null.
 */
async function whyNotSent(trx: Trx, companyId: string, scheduled: Scheduled): Promise<Problem | null> {
  const { id, conversationId, content, replyToId, authorId, source } = scheduled;
  try {
    await inSavepoint(trx, async () => {
      const viewer = await currentViewer(trx, { companyId, userId: authorId, role: 'attendant', queueIds: [] });
      if (!may(viewer.role, 'conversation.reply')) {
        throw new Refusal({ code: 'auth.notPermitted', permission: 'conversation.reply' });
      }
      const author = { ...viewer, role: 'admin' as const };
      const conversation = await lockConversation(trx, companyId, conversationId);
      // "Write to them on Monday" and closing the conversation go together.
      if (conversation.status === 'closed') await reopenConversation(trx, author, { conversationId });
      await sendMessage(trx, author, { ...wishOf(content), id, conversationId, replyToId, source });
    });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}
