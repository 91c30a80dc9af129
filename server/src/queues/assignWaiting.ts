import { type Candidate, chooseAttendant, turnAfter } from '@balcao/domain';
import { addManyToTimeline } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { queueRules, tellOfTickets } from '../tickets/index.ts';
import { lockOnline, readCandidates } from './candidateStore.ts';
import { type Given, lastAttendants, lockNext, saveGiven, skillsWanted } from './lineStore.ts';
import { tellWhetherServed } from './unserved.ts';

/** Tickets given in one transaction (QUE-04). Higher: fewer transactions in a burst, and attendants locked for longer. */
export const MOST_AT_ONCE = 50;

/**
 * Gives the tickets at the head of a queue's line to whoever is free, by the queue's distribution (QUE-03, QUE-04).
 *
 * Two servers may do it at once: attendants are locked first and in order, then counted; tickets are taken only where
 * nobody else holds their conversation. So no ticket is given twice, and no limit is passed. What it costs does not
 * depend on how many wait.
 *
 * @returns how many it gave; as many as MOST_AT_ONCE: there may be more.
 */
export async function assignWaiting(trx: Trx, companyId: string, queueId: string, at: Date): Promise<number> {
  const rules = await queueRules(trx, companyId, queueId);
  if (!rules?.isOpenForWork) return 0;
  const online = rules.distribution === 'manual' ? [] : await lockOnline(trx, companyId, queueId);
  if (online.length === 0 || rules.isToldUnserved) await tellWhetherServed(trx, companyId, rules);
  if (online.length === 0) return 0;
  const candidates = await readCandidates(trx, companyId, rules, online);
  const places = candidates.reduce((sum, { active, limit }) => sum + Math.max(0, limit - active), 0);
  if (places === 0) return 0;
  const waiting = await lockNext(trx, companyId, queueId, Math.min(MOST_AT_ONCE, places));
  if (waiting.length === 0) return 0;
  const last = rules.isSticky
    ? await lastAttendants(trx, companyId, [...new Set(waiting.map(({ contactId }) => contactId))])
    : new Map<string, string>();
  const skills =
    rules.distribution === 'skills'
      ? await skillsWanted(
          trx,
          companyId,
          waiting.map(({ id }) => id),
        )
      : new Map<string, string[]>();

  const given: Given[] = [];
  const served = new Set<Candidate>();
  for (const ticket of waiting) {
    const wanted = { skills: skills.get(ticket.id) ?? [], lastUserId: last.get(ticket.contactId) ?? null };
    const chosen = chooseAttendant(rules.distribution, candidates, wanted);
    if (!chosen) break;
    given.push({ ticket, userId: chosen.userId });
    chosen.turn = turnAfter(chosen.turn, chosen.weight);
    chosen.active += 1;
    chosen.idleSince = at.getTime() + given.length; // in the order of this transaction
    served.add(chosen);
  }

  await saveGiven(trx, companyId, rules, given, [...served], at);
  await addManyToTimeline(
    trx,
    companyId,
    given.map(({ ticket, userId }) => ({
      conversation: { id: ticket.conversationId, channelId: ticket.channelId },
      event: { type: 'assigned', toUserId: userId, byUserId: null },
    })),
    at,
  );
  await tellOfTickets(
    trx,
    companyId,
    given.map(({ ticket: { id, conversationId, protocol }, userId }) => ({
      userId,
      notice: { kind: 'ticketGiven', ticketId: id, conversationId, protocol, byUserId: '' },
    })),
  );
  return given.length;
}
