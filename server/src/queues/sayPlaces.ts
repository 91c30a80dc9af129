/** Tells contacts their place in line where it changed, at most once a minute each, with a wait to expect (QUE-07). */
import { estimatedWaitMs, fillWords, waitInWords } from '@balcao/domain';
import { sql } from 'kysely';
import { tellContact } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { NOTHING_TO_SAY, type QueueRules, queueRules, updateTicket, usualWords } from '../tickets/index.ts';
import { lockTicket } from './lockTicket.ts';

const AGAIN_AFTER_MS = 60_000;

/** Places of some who wait in a queue, 1 being next; one pass over its line, however many are asked for. */
export async function placesOf(
  trx: Trx,
  companyId: string,
  queueId: string,
  ticketIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; place: number }>`
    select id, place from (
      select id, row_number() over (order by priority desc, lined_up_at, id)::int as place from ticket
      where company_id = ${companyId} and queue_id = ${queueId} and status = 'waiting' and not snoozed) line
    where id = any(${[...ticketIds]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, place }) => [id, place]));
}

export async function startedLastHour(trx: Trx, companyId: string, queueId: string, at: Date): Promise<number> {
  const { rows } = await sql<{ started: number }>`
    select count(*)::int as started from ticket
    where company_id = ${companyId} and queue_id = ${queueId} and started_at > ${new Date(at.getTime() - 3_600_000)}
      and started_at is not null`.execute(trx);
  return rows[0]?.started ?? 0;
}

export type Line = { rules: QueueRules; places: Map<string, number>; started: number };

export async function lineOf(
  trx: Trx,
  companyId: string,
  queueId: string,
  ids: readonly string[],
  at: Date,
): Promise<Line | null> {
  const rules = await queueRules(trx, companyId, queueId);
  if (!rules) return null;
  const places = await placesOf(trx, companyId, queueId, ids);
  return { rules, places, started: await startedLastHour(trx, companyId, queueId, at) };
}

export async function sayPlace(trx: Trx, companyId: string, ticketId: string, line: Line, at: Date): Promise<void> {
  const locked = await lockTicket(trx, companyId, ticketId);
  if (locked?.ticket.say !== 'place') return;
  const { ticket, conversation } = locked;
  const { rules, places, started } = line;
  const place = places.get(ticketId);
  if (ticket.status !== 'waiting' || place === undefined || rules.words.position === '') {
    return updateTicket(trx, companyId, ticketId, NOTHING_TO_SAY);
  }
  const again = { say: 'place', sayAt: new Date(at.getTime() + AGAIN_AFTER_MS) };
  // Closed by hand: nobody comes nearer, and what was said of the opening stands.
  if (place === ticket.positionTold || !rules.isOpenForWork) return updateTicket(trx, companyId, ticketId, again);
  const waitMs = estimatedWaitMs(place, started);
  const { language, words } = rules;
  const wait = waitMs === null ? usualWords(language).unknownWait : waitInWords(waitMs, language);
  const text = fillWords(words.position, { position: String(place), wait, protocol: ticket.protocol });
  await tellContact(trx, companyId, conversation, { kind: 'text', text });
  await updateTicket(trx, companyId, ticketId, { ...again, positionTold: place, positionToldAt: at });
}
