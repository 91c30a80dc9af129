import type { Updateable } from 'kysely';
import type { DB, Trx } from '../db/index.ts';
import { type QueueRules, queueRules } from './queueRules.ts';
import { conversationOfTicket, type Ticket } from './store.ts';

/** When a contact who begins to wait is given up on (QUE-06), in open time; `null`: never. */
export function abandonAt({ abandonedAfterMs, times }: QueueRules, now: number): Date | null {
  const moment = abandonedAfterMs === null ? null : times.afterOpenMs(now, abandonedAfterMs);
  return moment === null ? null : new Date(moment);
}

/**
 * A ticket that was with somebody or put aside waits again: its time until it is given up on begins anew, since what went
 * before was no waiting, and its place is told as it changes. Nothing of it by mail.
 */
export async function waitAnew(
  trx: Trx,
  companyId: string,
  { queueId, conversationId, say }: Ticket,
  at: Date,
): Promise<Updateable<DB['ticket']>> {
  const rules = await queueRules(trx, companyId, queueId);
  const { channelKind } = await conversationOfTicket(trx, companyId, conversationId);
  if (!rules || channelKind === 'email') return {};
  const tellsPlace = rules.words.position !== '' && say === null;
  const opensAt = rules.times.nextOpening(at.getTime());
  return {
    abandonAt: abandonAt(rules, at.getTime()),
    ...(tellsPlace && opensAt !== null ? { say: 'place', sayAt: new Date(opensAt) } : {}),
  };
}
