import { type WebhookEventType, webhookEventType } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Trx } from '../db/index.ts';
import { type AttemptEntry, attemptLog, ENTRIES_KEPT } from './attemptLog.ts';

export const ENDPOINT_STATES = ['active', 'paused', 'disabled'] as const;
export const DELIVERY_STATES = ['new', 'waiting', 'delivered', 'failed'] as const;
const endpointState = z.enum(ENDPOINT_STATES);
const disabledFor = z.enum(['gone', 'failing']).nullable();
const deliveryState = z.enum(DELIVERY_STATES);

const endpointColumns = [
  'id',
  'url',
  'description',
  'events',
  'state',
  'disabledFor',
  'secret',
  'previousSecret',
  'previousUntil',
  'failingSince',
  'lastSuccessAt',
  'createdAt',
] as const;

export type Endpoint = {
  id: string;
  url: string;
  description: string;
  events: WebhookEventType[];
  state: z.infer<typeof endpointState>;
  disabledFor: z.infer<typeof disabledFor>;
  /** Sealed, both. */
  secret: string;
  previousSecret: string | null;
  previousUntil: Date | null;
  failingSince: Date | null;
  lastSuccessAt: Date | null;
  createdAt: Date;
};

type EndpointRow = Omit<Endpoint, 'events' | 'state' | 'disabledFor'> & {
  events: string[];
  state: string;
  disabledFor: string | null;
};

const asEndpoint = (row: EndpointRow): Endpoint => ({
  ...row,
  // One that a newer version knew is left out, not fatal.
  events: row.events.flatMap((each) => webhookEventType.safeParse(each).data ?? []),
  state: endpointState.parse(row.state),
  disabledFor: disabledFor.parse(row.disabledFor),
});

export async function endpointsOf(
  trx: Trx,
  companyId: string,
  after: string | null,
  limit: number,
): Promise<Endpoint[]> {
  const query = trx
    .selectFrom('webhookEndpoint')
    .select(endpointColumns)
    .where('companyId', '=', companyId)
    .orderBy('id')
    .limit(limit);
  return (await (after === null ? query : query.where('id', '>', after)).execute()).map(asEndpoint);
}

export async function endpointById(
  trx: Trx,
  companyId: string,
  id: string,
  { lock = false } = {},
): Promise<Endpoint | null> {
  const query = trx
    .selectFrom('webhookEndpoint')
    .select(endpointColumns)
    .where('companyId', '=', companyId)
    .where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? asEndpoint(row) : null;
}

export async function insertEndpoint(
  trx: Trx,
  endpoint: {
    companyId: string;
    id: string;
    url: string;
    description: string;
    events: WebhookEventType[];
    secret: string;
  },
): Promise<void> {
  await trx.insertInto('webhookEndpoint').values(endpoint).execute();
}

export type EndpointChange = Partial<Omit<Endpoint, 'id' | 'createdAt'>>;

export async function updateEndpoint(trx: Trx, companyId: string, id: string, change: EndpointChange): Promise<void> {
  await trx
    .updateTable('webhookEndpoint')
    .set(change)
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}

export async function deleteEndpoint(trx: Trx, companyId: string, id: string): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('webhookEndpoint')
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .returning('id')
    .execute();
  return deleted.length > 0;
}

const deliveryColumns = [
  'id',
  'endpointId',
  'type',
  'data',
  'occurredAt',
  'state',
  'attempts',
  'nextAt',
  'log',
  'settledAt',
] as const;
type DeliveryRow = {
  id: string;
  endpointId: string;
  type: string;
  data: unknown;
  occurredAt: Date;
  state: string;
  attempts: number;
  nextAt: Date;
  log: unknown;
  settledAt: Date | null;
};
export type Delivery = Omit<DeliveryRow, 'state' | 'log'> & {
  state: z.infer<typeof deliveryState>;
  log: AttemptEntry[];
};
const asDelivery = (row: DeliveryRow): Delivery => ({
  ...row,
  state: deliveryState.parse(row.state),
  log: attemptLog.parse(row.log),
});

/** A delivery that no change caused: the test's. */
export async function insertDelivery(
  trx: Trx,
  { data, ...delivery }: { companyId: string; endpointId: string; type: string; data: object },
): Promise<string> {
  const values = { ...delivery, data: JSON.stringify(data), state: 'waiting' };
  const { id } = await trx.insertInto('webhookDelivery').values(values).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** The newest first. */
export async function deliveriesOf(
  trx: Trx,
  companyId: string,
  {
    endpointId,
    state,
    before,
    limit,
  }: { endpointId: string; state: Delivery['state'] | null; before: string | null; limit: number },
): Promise<Delivery[]> {
  let query = trx
    .selectFrom('webhookDelivery')
    .select(deliveryColumns)
    .where('companyId', '=', companyId)
    .where('endpointId', '=', endpointId)
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('id', '<', before);
  if (state !== null) query = query.where('state', '=', state);
  return (await query.execute()).map(asDelivery);
}

export async function deliveryById(
  trx: Trx,
  companyId: string,
  endpointId: string,
  id: string,
): Promise<Delivery | null> {
  const row = await trx
    .selectFrom('webhookDelivery')
    .select(deliveryColumns)
    .where('companyId', '=', companyId)
    .where('endpointId', '=', endpointId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? asDelivery(row) : null;
}

/** Due at `now`, the longest first. */
export async function dueDeliveries(
  trx: Trx,
  companyId: string,
  endpointId: string,
  now: Date,
  limit: number,
): Promise<Delivery[]> {
  const rows = await trx
    .selectFrom('webhookDelivery')
    .select(deliveryColumns)
    .where('companyId', '=', companyId)
    .where('endpointId', '=', endpointId)
    .where('state', '=', 'waiting')
    .where('nextAt', '<=', now)
    .orderBy('nextAt')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(asDelivery);
}

export async function nextDueAt(trx: Trx, companyId: string, endpointId: string): Promise<Date | null> {
  const row = await trx
    .selectFrom('webhookDelivery')
    .select('nextAt')
    .where('companyId', '=', companyId)
    .where('endpointId', '=', endpointId)
    .where('state', '=', 'waiting')
    .orderBy('nextAt')
    .limit(1)
    .executeTakeFirst();
  return row?.nextAt ?? null;
}

export async function settleAttempt(
  trx: Trx,
  companyId: string,
  delivery: Pick<Delivery, 'id' | 'log'>,
  entry: AttemptEntry,
  to: { state: 'delivered' | 'failed'; settledAt: Date } | { state: 'waiting'; nextAt: Date },
): Promise<void> {
  await trx
    .updateTable('webhookDelivery')
    .set({
      ...to,
      attempts: sql<number>`attempts + 1`,
      log: JSON.stringify([...delivery.log, entry].slice(-ENTRIES_KEPT)),
    })
    .where('companyId', '=', companyId)
    .where('id', '=', delivery.id)
    .execute();
}

/** Begins the schedule anew. */
export async function sendAgain(trx: Trx, companyId: string, id: string, now: Date): Promise<void> {
  await trx
    .updateTable('webhookDelivery')
    .set({ state: 'waiting', attempts: 0, nextAt: now, settledAt: null })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}

/** Takes up to `limit` new deliveries over to their lanes; whoever is at it already is left alone. @returns their endpoints. */
export async function takeNew(
  trx: Trx,
  companyId: string,
  limit: number,
): Promise<{ endpointIds: string[]; taken: number }> {
  const { rows } = await sql<{ endpointId: string }>`
    update webhook_delivery set state = 'waiting' where company_id = ${companyId} and id in (
      select id from webhook_delivery where company_id = ${companyId} and state = 'new' limit ${limit} for update skip locked
    ) returning endpoint_id
  `.execute(trx);
  return { endpointIds: [...new Set(rows.map(({ endpointId }) => endpointId))], taken: rows.length };
}

/** For what no trigger tells. @returns whose lanes to wake. */
export async function insertDeliveries(
  trx: Trx,
  companyId: string,
  type: WebhookEventType,
  data: object,
): Promise<string[]> {
  const { rows } = await sql<{ endpointId: string }>`
    insert into webhook_delivery (company_id, endpoint_id, type, data, state)
      select company_id, id, ${type}, ${JSON.stringify(data)}::jsonb, 'waiting' from webhook_endpoint
      where company_id = ${companyId} and state = 'active' and ${type} = any (events)
    returning endpoint_id`.execute(trx);
  return rows.map(({ endpointId }) => endpointId);
}

export async function companiesWithNew(database: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select companies_with_new_webhooks() as id`.execute(database.kysely);
  return rows.map(({ id }) => id);
}

export async function forgetDeliveries(database: Database, deliveredBefore: Date, failedBefore: Date): Promise<number> {
  const { rows } = await sql<{ forgotten: number }>`
    select forget_webhook_deliveries(${deliveredBefore}, ${failedBefore}) as forgotten
  `.execute(database.kysely);
  return Number(rows[0]?.forgotten ?? 0);
}
