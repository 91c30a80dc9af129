import { MOST_IN_TURN, turnEndsAt } from '@balcao/domain';
import { type Selectable, sql } from 'kysely';
import type { DB, Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';

export const TURN_LANE_PREFIX = 'turn';
const turnLaneKey = (conversationId: string): string => `${TURN_LANE_PREFIX}:${conversationId}`;
/** The conversation that a lane `turn:…` is about. */
export const conversationOfTurnLane = (key: string): string => key.slice(TURN_LANE_PREFIX.length + 1);

type InTurn = { conversationId: string; messageId: string; at: Date };

/** Adds what the contact wrote to the turn in the making (INB-23); where nobody wants turns, nothing is gathered. */
export async function joinTurn(trx: Trx, companyId: string, { conversationId, messageId, at }: InTurn): Promise<void> {
  const { rows } = await sql`
    insert into conversation_turn (company_id, conversation_id, started_at, latest_at, message_ids)
      select ${companyId}::uuid, ${conversationId}::uuid, ${at}, ${at}, array[${messageId}::uuid]
      where exists (select from webhook_endpoint
        where company_id = ${companyId} and state = 'active' and 'turn.received' = any (events))
    on conflict (company_id, conversation_id) do update set latest_at = excluded.latest_at,
      message_ids = conversation_turn.message_ids || excluded.message_ids
    returning conversation_id`.execute(trx);
  // How long to wait is the lane's to know: the delay may be the installation's.
  if (rows.length > 0) await addWork(trx, companyId, [turnLaneKey(conversationId)]);
}

/** A person answers, here or on the phone: nobody else shall (INB-27). */
export async function dropTurn(trx: Trx, companyId: string, conversationId: string): Promise<void> {
  await trx
    .deleteFrom('conversationTurn')
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .execute();
}

export type TakenTurn =
  | { kind: 'none' }
  | { kind: 'waits'; until: Date }
  | { kind: 'whole'; conversationId: string; startedAt: Date; endedAt: Date; messages: TurnMessage[] };
export type TurnMessage = Selectable<DB['message']>;

/**
 * Takes a turn out, once it is over.
 * @param usualDelayMs where the company has not set its own.
 */
export async function takeTurn(
  trx: Trx,
  companyId: string,
  conversationId: string,
  { usualDelayMs, now }: { usualDelayMs: number; now: number },
): Promise<TakenTurn> {
  const turn = await trx
    .selectFrom('conversationTurn')
    .innerJoin('company', 'company.id', 'conversationTurn.companyId')
    .select(['startedAt', 'latestAt', 'messageIds', 'company.groupingDelayMs'])
    .where('conversationTurn.companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .forUpdate('conversationTurn')
    .executeTakeFirst();
  if (!turn) return { kind: 'none' };
  const { startedAt, latestAt, messageIds } = turn;
  const shape = { startedAt: startedAt.getTime(), latestAt: latestAt.getTime(), messageCount: messageIds.length };
  const endsAt = turnEndsAt(shape, turn.groupingDelayMs ?? usualDelayMs);
  if (endsAt > now) return { kind: 'waits', until: new Date(endsAt) };
  await dropTurn(trx, companyId, conversationId);
  const messages = await trx
    .selectFrom('message')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', 'in', messageIds)
    // Taken back by the contact before anybody read it.
    .where('deletedAt', 'is', null)
    .orderBy(sql`array_position(${messageIds}::uuid[], id)`)
    .limit(2 * MOST_IN_TURN)
    .execute();
  return messages.length === 0
    ? { kind: 'none' }
    : { kind: 'whole', conversationId, startedAt, endedAt: latestAt, messages };
}
