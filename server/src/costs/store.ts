import type { Price } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/** Rows of `message_cost`, `cost_month` and `message_price`. */
export type CostRow = { messageId: string; category: string; country: string; billable: boolean; month: string };

/** @returns false when the message has its row already. */
export async function appendCost(
  trx: Trx,
  cost: { companyId: string; messageId: string; channelId: string; category: string; billable: boolean; at: Date },
  country: string,
): Promise<boolean> {
  const added = await trx
    .insertInto('messageCost')
    .values({ ...cost, country })
    .onConflict((conflict) => conflict.columns(['companyId', 'messageId']).doNothing())
    .returning('messageId')
    .executeTakeFirst();
  return added !== undefined;
}

/** The oldest that are not folded yet, with the month they fall into where the company is. */
export async function unfolded(trx: Trx, companyId: string, channelId: string, limit: number): Promise<CostRow[]> {
  const { rows } = await sql<CostRow>`
    select cost.message_id, cost.category, cost.country, cost.billable,
      to_char(date_trunc('month', cost.at at time zone company.zone), 'YYYY-MM-DD') as month
    from message_cost cost join company on company.id = cost.company_id
    where cost.company_id = ${companyId} and cost.channel_id = ${channelId} and not cost.folded
    order by cost.at, cost.message_id limit ${limit}
  `.execute(trx);
  return rows;
}

/** How many service messages of the month were free, and how many may be. */
export async function freeService(trx: Trx, companyId: string, channelId: string, month: string) {
  const { rows } = await sql<{ used: number; granted: number }>`
    select coalesce((select sum(free) from cost_month where company_id = ${companyId} and channel_id = ${channelId}
        and month = ${month}::date and category = 'service'), 0)::int as used,
      free_service_messages as granted
    from company where id = ${companyId}
  `.execute(trx);
  return rows[0] ?? { used: 0, granted: 0 };
}

export async function pricesOfChannel(trx: Trx, companyId: string, channelId: string): Promise<Price[]> {
  return trx
    .selectFrom('messagePrice')
    .innerJoin('channel', (join) =>
      join
        .onRef('channel.companyId', '=', 'messagePrice.companyId')
        .onRef('channel.kind', '=', 'messagePrice.channelKind'),
    )
    .select(['messagePrice.category', 'messagePrice.country', 'messagePrice.micros'])
    .where('messagePrice.companyId', '=', companyId)
    .where('channel.id', '=', channelId)
    .execute();
}

export type Folded = CostRow & { micros: number | null; isFree: boolean };

/** Writes each message's cost, and adds all to their month. */
export async function fold(trx: Trx, companyId: string, channelId: string, costs: readonly Folded[]): Promise<void> {
  const column = <Value>(of: (cost: Folded) => Value) => costs.map(of);
  await sql`
    with settled as (
      update message_cost set folded = true, micros = new.micros
      from unnest(${column((c) => c.messageId)}::uuid[], ${column((c) => c.micros)}::bigint[]) as new (message_id, micros)
      where message_cost.company_id = ${companyId} and message_cost.message_id = new.message_id
    )
    insert into cost_month as present (company_id, channel_id, month, category, country, messages, free, unpriced, micros)
    select ${companyId}::uuid, ${channelId}::uuid, month, category, country, count(*), count(*) filter (where is_free and billable),
      count(*) filter (where micros is null), coalesce(sum(micros), 0)
    from unnest(${column((c) => c.month)}::date[], ${column((c) => c.category)}::text[], ${column((c) => c.country)}::text[],
      ${column((c) => c.micros)}::bigint[], ${column((c) => c.isFree)}::boolean[], ${column((c) => c.billable)}::boolean[])
      as cost (month, category, country, micros, is_free, billable)
    group by month, category, country
    on conflict (company_id, channel_id, month, category, country) do update set
      messages = present.messages + excluded.messages, free = present.free + excluded.free,
      unpriced = present.unpriced + excluded.unpriced, micros = present.micros + excluded.micros
  `.execute(trx);
}

/** This month's, where the company is. */
export async function thisMonth(trx: Trx, companyId: string) {
  const { rows } = await sql<{
    channelId: string;
    channelName: string;
    category: string;
    messages: number;
    free: number;
    unpriced: number;
    micros: number;
  }>`
    select channel.id as channel_id, channel.name as channel_name, cost.category, sum(cost.messages)::int as messages,
      sum(cost.free)::int as free, sum(cost.unpriced)::int as unpriced, sum(cost.micros)::float8 as micros
    from cost_month cost
    join channel on channel.company_id = cost.company_id and channel.id = cost.channel_id
    join company on company.id = cost.company_id
    where cost.company_id = ${companyId} and cost.month = date_trunc('month', now() at time zone company.zone)::date
    group by channel.id, channel.name, cost.category order by channel.name, cost.category
  `.execute(trx);
  return rows;
}

export async function priceList(trx: Trx, companyId: string) {
  const company = await trx
    .selectFrom('company')
    .select(['priceCurrency', 'freeServiceMessages'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  const prices = await trx
    .selectFrom('messagePrice')
    .select(['channelKind', 'category', 'country', 'micros'])
    .where('companyId', '=', companyId)
    .orderBy('channelKind')
    .orderBy('category')
    .orderBy('country')
    .execute();
  return { currency: company.priceCurrency, freeServiceMessages: company.freeServiceMessages, prices };
}
