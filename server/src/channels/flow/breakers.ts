import { type BreakerEvent, breakerAfter, breakerDueAt } from '@balcao/domain';
import type { Trx } from '../../db/index.ts';
import { addWork } from '../../jobs/index.ts';
import type { SendOutcome } from '../adapter.ts';
import { waitingOutLanes } from '../store.ts';
import { breakerOf, holdBack, lockFlow, showBreaker, storeBreaker } from './flowStore.ts';

export const flowLaneKey = (channelId: string): string => `flow:${channelId}`;

/**
 * Tells a channel's breaker what happened, and sees to what follows from it: what the channel shows, when it is looked at
 * again, and that everything that waited leaves once it closes. All of it commits with the caller's transaction.
 *
 * In good times this is one read: the row is written only when the state changes (foundations.md, 4).
 */
export async function tellBreaker(trx: Trx, companyId: string, channelId: string, event: BreakerEvent): Promise<void> {
  const seen = await breakerOf(trx, companyId, channelId);
  if (breakerAfter(seen, event) === seen) return;
  const { breaker: before, proberId } = await lockFlow(trx, companyId, channelId);
  const after = breakerAfter(before, event);
  if (after === before) return;
  // A prober that is done is remembered until the next one is chosen: it is not to be the same again.
  await storeBreaker(trx, companyId, channelId, {
    breaker: after,
    proberId: after.state === 'closed' ? null : proberId,
  });
  if (before.state !== 'closed' || after.state !== 'closed') await showBreaker(trx, companyId, channelId, after);
  const dueAt = breakerDueAt(after);
  if (dueAt !== null) await addWork(trx, companyId, [flowLaneKey(channelId)], new Date(dueAt));
  if (before.state !== 'closed' && after.state === 'closed') {
    await addWork(trx, companyId, await waitingOutLanes(trx, companyId, channelId));
  }
}

/** What an attempt to send says of the channel as a whole. */
export async function noteOutcome(
  trx: Trx,
  companyId: string,
  { channelId, conversationId }: { channelId: string; conversationId: string },
  outcome: SendOutcome,
  now: Date,
): Promise<void> {
  const at = now.getTime();
  switch (outcome.kind) {
    case 'accepted':
    case 'rejected':
      return tellBreaker(trx, companyId, channelId, { type: 'succeeded', at });
    case 'refused':
    case 'unclear':
      return tellBreaker(trx, companyId, channelId, {
        type: 'failed',
        at,
        reason: reasonIn(outcome),
        conversationId: NEVER_SEEN.test(outcome.code) ? null : conversationId,
      });
    case 'blocked':
      return tellBreaker(trx, companyId, channelId, { type: 'refused', at, reason: reasonIn(outcome) });
    case 'later':
      if (outcome.whose === 'channel') await holdBack(trx, companyId, channelId, new Date(at + outcome.afterMs));
      return tellBreaker(trx, companyId, channelId, { type: 'succeeded', at });
  }
}

/** Codes of ours (connection.ts): the platform itself said nothing, so no message is at fault. */
const NEVER_SEEN = /^(connection|http)\./;

const reasonIn = ({ code, detail }: { code: string; detail: string }) => ({ code, detail: detail.slice(0, 400) });
