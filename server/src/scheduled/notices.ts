import { type Problem, textOf } from '@balcao/domain';
import { previewOf } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { notifyAnew, settleNotice } from '../sync/index.ts';
import type { Scheduled } from './store.ts';

/** Tells the author that a message's time came and it could not go: it would wait unseen in a conversation nobody opens. */
export async function noteHeld(trx: Trx, companyId: string, scheduled: Scheduled, problem: Problem): Promise<void> {
  const { id, conversationId, authorId, content } = scheduled;
  const notice = { kind: 'held' as const, rowId: id, conversationId, problem, text: previewOf(textOf(content)) };
  await notifyAnew(trx, { companyId, userId: authorId }, notice, id);
}

/** It waits again, went out, or was given up. */
export const settleHeld = (trx: Trx, companyId: string, { id, authorId }: Scheduled): Promise<void> =>
  settleNotice(trx, { companyId, userId: authorId }, 'held', id);
