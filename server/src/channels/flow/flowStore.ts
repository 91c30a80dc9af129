import { type Breaker, breakerSchema, CLOSED } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../../db/index.ts';

/** Rows of `channel_flow` and `pair_pace`, and what of deliveries decides whether they may leave. */

/** The oldest unsettled delivery of a conversation, and what stands in its way. */
export type Head = {
  messageId: string;
  state: string;
  dueAt: Date;
  slotAt: Date | null;
  channelId: string;
  channelKind: string;
  channelStatus: string;
  breaker: Breaker;
  isProber: boolean;
  perSecond: number | null;
  pairFullAt: Date | null;
};

export async function headOf(trx: Trx, companyId: string, conversationId: string): Promise<Head | undefined> {
  const { rows } = await sql<Omit<Head, 'breaker'> & { breaker: unknown }>`
    select head.message_id, head.state, head.due_at, head.slot_at, channel.id as channel_id, channel.kind as channel_kind,
      channel.status as channel_status, flow.breaker, coalesce(flow.prober_id = ${conversationId}, false) as is_prober,
      flow.per_second, pair.full_at as pair_full_at
    from conversation
    join channel on channel.company_id = conversation.company_id and channel.id = conversation.channel_id
    cross join lateral (
      select message_id, state, due_at, slot_at from delivery
      where delivery.company_id = ${companyId} and delivery.conversation_id = ${conversationId}
        and delivery.state in ('queued', 'sending', 'FAILED_TEMPORARY')
      order by created_at, message_id limit 1
    ) head
    left join channel_flow flow on flow.company_id = channel.company_id and flow.channel_id = channel.id
    left join pair_pace pair on pair.company_id = conversation.company_id and pair.conversation_id = conversation.id
    where conversation.company_id = ${companyId} and conversation.id = ${conversationId}
  `.execute(trx);
  const row = rows[0];
  return row && { ...row, breaker: breakerIn(row.breaker) };
}

export async function breakerOf(trx: Trx, companyId: string, channelId: string): Promise<Breaker> {
  const row = await trx
    .selectFrom('channelFlow')
    .select('breaker')
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .executeTakeFirst();
  return breakerIn(row?.breaker ?? null);
}

export type ChannelFlow = { breaker: Breaker; waiting: number };

/** Of all channels of a company, those that have something to tell. */
export async function flowsOf(trx: Trx, companyId: string): Promise<ReadonlyMap<string, ChannelFlow>> {
  const { rows } = await sql<{ channelId: string; breaker: unknown; waiting: number }>`
    select channel.id as channel_id, flow.breaker, coalesce(waiting.count, 0)::int as waiting from channel
    left join channel_flow flow on flow.company_id = channel.company_id and flow.channel_id = channel.id
    left join (
      select conversation.channel_id, count(*) from delivery
      join conversation on conversation.company_id = delivery.company_id and conversation.id = delivery.conversation_id
      where delivery.company_id = ${companyId} and delivery.state in ('queued', 'sending', 'FAILED_TEMPORARY')
      group by conversation.channel_id
    ) waiting on waiting.channel_id = channel.id
    where channel.company_id = ${companyId}
  `.execute(trx);
  return new Map(rows.map(({ channelId, breaker, waiting }) => [channelId, { breaker: breakerIn(breaker), waiting }]));
}

/** Makes the row if there is none yet, and holds it. */
export async function lockFlow(
  trx: Trx,
  companyId: string,
  channelId: string,
): Promise<{ breaker: Breaker; proberId: string | null }> {
  await trx
    .insertInto('channelFlow')
    .values({ companyId, channelId })
    .onConflict((conflict) => conflict.columns(['companyId', 'channelId']).doNothing())
    .execute();
  const row = await trx
    .selectFrom('channelFlow')
    .select(['breaker', 'proberId'])
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { breaker: breakerIn(row.breaker), proberId: row.proberId };
}

export async function storeBreaker(
  trx: Trx,
  companyId: string,
  channelId: string,
  { breaker, proberId }: { breaker: Breaker; proberId: string | null },
): Promise<void> {
  await trx
    .updateTable('channelFlow')
    .set({ breaker: breaker === CLOSED ? null : JSON.stringify(breaker), proberId })
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .execute();
}

/** What the channel's list shows. A channel that was switched off stays so. */
export async function showBreaker(trx: Trx, companyId: string, channelId: string, breaker: Breaker): Promise<void> {
  const reason = breaker.state === 'closed' ? '' : `${breaker.reason.code}: ${breaker.reason.detail}`.slice(0, 500);
  await trx
    .updateTable('channel')
    .set({ status: breaker.state === 'closed' ? 'active' : 'error', statusReason: reason })
    .where('companyId', '=', companyId)
    .where('id', '=', channelId)
    .where('status', 'in', ['active', 'configuring', 'error'])
    .where((eb) => eb.or([eb('status', '<>', 'error'), eb('statusReason', '<>', reason)]))
    .execute();
}

/**
 * Whose message tries next: the one that waits longest, and not the same again while there is another, so that a message
 * that the platform cannot stand does not keep the whole channel shut. It may leave at once.
 */
export async function chooseProber(
  trx: Trx,
  companyId: string,
  channelId: string,
  notAgain: string | null,
): Promise<string | null> {
  const { rows } = await sql<{ conversationId: string; messageId: string }>`
    select conversation_id, message_id from (
      select distinct on (delivery.conversation_id) delivery.conversation_id, message_id, state, created_at
      from delivery
      join conversation on conversation.company_id = delivery.company_id and conversation.id = delivery.conversation_id
      where delivery.company_id = ${companyId} and conversation.channel_id = ${channelId}
        and delivery.state in ('queued', 'sending', 'FAILED_TEMPORARY')
      order by delivery.conversation_id, created_at, message_id
    ) head
    where state <> 'sending'
    order by conversation_id is not distinct from ${notAgain}::uuid, created_at limit 1
  `.execute(trx);
  const chosen = rows[0];
  if (!chosen) return null;
  await trx
    .updateTable('delivery')
    .set({ dueAt: new Date() })
    .where('companyId', '=', companyId)
    .where('messageId', '=', chosen.messageId)
    .execute();
  return chosen.conversationId;
}

/** Nothing of the channel leaves before then. */
export async function holdBack(trx: Trx, companyId: string, channelId: string, until: Date): Promise<void> {
  await sql`
    insert into channel_flow (company_id, channel_id, next_slot_at) values (${companyId}, ${channelId}, ${until})
    on conflict (company_id, channel_id) do update set next_slot_at = greatest(channel_flow.next_slot_at, excluded.next_slot_at)
  `.execute(trx);
}

/** @returns the first of `count` slots that are ours now, `1 / perSecond` seconds apart. */
export async function takeSlots(
  trx: Trx,
  {
    companyId,
    channelId,
    perSecond,
    count,
  }: { companyId: string; channelId: string; perSecond: number; count: number },
): Promise<Date> {
  // A slot that is lost with the power is a few milliseconds of pace: not worth waiting for the disk.
  await sql`set local synchronous_commit = off`.execute(trx);
  const length = sql`make_interval(secs => ${count / perSecond})`;
  const { rows } = await sql<{ first: Date }>`
    insert into channel_flow as flow (company_id, channel_id, next_slot_at)
      values (${companyId}, ${channelId}, clock_timestamp() + ${length})
    on conflict (company_id, channel_id) do update
      set next_slot_at = greatest(flow.next_slot_at, clock_timestamp()) + ${length}
    returning next_slot_at - ${length} as first
  `.execute(trx);
  const first = rows[0]?.first;
  if (!first) throw new Error('no slot was given');
  return first;
}

export async function keepSlot(trx: Trx, companyId: string, messageId: string, slotAt: Date): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ slotAt })
    .where('companyId', '=', companyId)
    .where('messageId', '=', messageId)
    .execute();
}

export async function keepPair(trx: Trx, companyId: string, conversationId: string, fullAt: Date): Promise<void> {
  await trx
    .insertInto('pairPace')
    .values({ companyId, conversationId, fullAt })
    .onConflict((conflict) => conflict.columns(['companyId', 'conversationId']).doUpdateSet({ fullAt }))
    .execute();
}

/** What the platform grants this account; `null`: what it grants everybody. */
export async function keepPace(
  trx: Trx,
  companyId: string,
  channelId: string,
  perSecond: number | null,
): Promise<void> {
  await trx
    .insertInto('channelFlow')
    .values({ companyId, channelId, perSecond })
    .onConflict((conflict) => conflict.columns(['companyId', 'channelId']).doUpdateSet({ perSecond }))
    .execute();
}

const breakerIn = (value: unknown): Breaker => (value === null ? CLOSED : breakerSchema.parse(value));
