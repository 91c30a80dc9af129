import { Refusal, turnAfter } from '@balcao/domain';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import { addToTimeline } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { queueRules } from '../tickets/index.ts';
import { lockAttendant, readCandidates } from './candidateStore.ts';
import { lockNext, saveGiven } from './lineStore.ts';

/**
 * The attendant takes the next ticket now (QUE-05), of one queue or of all of theirs, most urgent first. Two who ask
 * together get different ones: what one has locked, the other passes over.
 *
 * @returns the conversation; `null`: nobody waits.
 * @throws Refusal `queue.notMember`, `queue.limitReached`
 */
export async function nextTicket(
  trx: Trx,
  actor: Actor,
  { queueId, at }: { queueId?: string; at: Date },
): Promise<{ conversationId: string; ticketId: string } | null> {
  const { companyId, userId } = actor;
  await lockAttendant(trx, companyId, userId);
  const own = await ownQueues(trx, actor, queueId);
  if (queueId !== undefined && own.length === 0) throw new Refusal({ code: 'queue.notMember', queueId });
  let full: number | null = null;
  for (const id of own) {
    const rules = await queueRules(trx, companyId, id);
    const [self] = rules ? await readCandidates(trx, companyId, rules, [userId]) : [];
    if (!rules?.isOpenForWork || !self) continue;
    if (self.active >= rules.limit) {
      full = rules.limit;
      continue;
    }
    const [ticket] = await lockNext(trx, companyId, id, 1);
    if (!ticket) continue;
    const served = { ...self, turn: turnAfter(self.turn, self.weight), idleSince: at.getTime() };
    await saveGiven(trx, companyId, rules, [{ ticket, userId }], [served], at);
    const event = { type: 'assigned', toUserId: userId, byUserId: userId } as const;
    await addToTimeline(trx, companyId, { id: ticket.conversationId, channelId: ticket.channelId }, event, at);
    return { conversationId: ticket.conversationId, ticketId: ticket.id };
  }
  if (full !== null) throw new Refusal({ code: 'queue.limitReached', limit: full });
  return null;
}

/** Of the actor's queues those where somebody waits, the most urgent first. */
async function ownQueues(trx: Trx, { companyId, userId }: Actor, queueId: string | undefined): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.queue_id as id from queue_member m left join lateral (
      select priority, lined_up_at from ticket t
      where t.company_id = m.company_id and t.queue_id = m.queue_id and t.status = 'waiting' and not t.snoozed
      order by priority desc, lined_up_at, id limit 1) head on true
    where m.company_id = ${companyId} and m.user_id = ${userId}
      and ${queueId === undefined ? sql`head.priority is not null` : sql`m.queue_id = ${queueId}`}
    order by head.priority desc nulls last, head.lined_up_at`.execute(trx);
  return rows.map(({ id }) => id);
}
