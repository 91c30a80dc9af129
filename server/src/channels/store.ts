import { type Insertable, sql, type Updateable } from 'kysely';
import type { Database, DB, Trx } from '../db/index.ts';
import type { Account } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { type CredentialKeys, openCredentials } from './credentials.ts';

/** Rows of `channel` and `inbound_item`. */
export type ChannelRow = {
  id: string;
  kind: string;
  externalId: string;
  status: string;
  disconnectedAt: Date | null;
};

export async function channelById(trx: Trx, companyId: string, channelId: string): Promise<ChannelRow | undefined> {
  return trx
    .selectFrom('channel')
    .select(['id', 'kind', 'externalId', 'status', 'disconnectedAt'])
    .where('companyId', '=', companyId)
    .where('id', '=', channelId)
    .executeTakeFirst();
}

/** The account behind a channel, opened for its adapter. */
export async function accountOf(
  trx: Trx,
  keys: CredentialKeys,
  companyId: string,
  channelId: string,
): Promise<ChannelRow & { account: Account<unknown> }> {
  const { credentials, ...channel } = await trx
    .selectFrom('channel')
    .select(['id', 'kind', 'externalId', 'status', 'disconnectedAt', 'credentials'])
    .where('companyId', '=', companyId)
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow();
  const opened = adapterOf(channel.kind).credentials.parse(
    openCredentials(keys, { companyId, channelId }, credentials),
  );
  return { ...channel, account: { externalId: channel.externalId, credentials: opened } };
}

/** Before a company is known: every channel of a kind, with its credentials still sealed. */
export async function channelsOfKind(database: Database, kind: string) {
  const { rows } = await sql<{ companyId: string; channelId: string; externalId: string; credentials: string }>`
    select company_id, channel_id, external_id, credentials from channels_of_kind(${kind})`.execute(database.kysely);
  return rows;
}

export type ItemRow = {
  id: number;
  channelId: string;
  channelKind: string;
  payload: unknown;
  correlationId: string;
  receivedAt: Date;
};

/** The oldest of a lane that waits, and whether it is the only one. */
export async function nextItem(
  trx: Trx,
  companyId: string,
  laneKey: string,
): Promise<{ item: ItemRow; isLast: boolean } | undefined> {
  const [row, following] = await trx
    .selectFrom('inboundItem')
    .select(['id', 'channelId', 'channelKind', 'payload', 'correlationId', 'receivedAt'])
    .where('companyId', '=', companyId)
    .where('laneKey', '=', laneKey)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(2)
    .execute();
  if (!row) return undefined;
  if (row.channelId === null) throw new Error(`inbound item ${row.id} waits without a channel`);
  return { item: { ...row, channelId: row.channelId }, isLast: following === undefined };
}

export async function settleItem(trx: Trx, companyId: string, id: number, error: string | null): Promise<void> {
  await trx
    .updateTable('inboundItem')
    .set({
      state: error === null ? 'done' : 'failed',
      error,
      attempts: sql`attempts + 1`,
      settledAt: sql<Date>`clock_timestamp()`,
    })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}

/** Whether anything ever came or went over it, unhandled deliveries included (INB-09). */
export async function channelIsUsed(trx: Trx, companyId: string, channelId: string): Promise<boolean> {
  const spoken = await trx
    .selectFrom('conversation')
    .select('id')
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .limit(1)
    .executeTakeFirst();
  if (spoken) return true;
  const delivered = await trx
    .selectFrom('inboundItem')
    .select('id')
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .limit(1)
    .executeTakeFirst();
  return delivered !== undefined;
}

/** @see nextDefault where it was the company's default */
export async function deleteChannel(trx: Trx, companyId: string, channelId: string, kind: string): Promise<void> {
  const removed = await trx
    .deleteFrom('channel')
    .where('companyId', '=', companyId)
    .where('id', '=', channelId)
    .returning('isDefault')
    .executeTakeFirst();
  if (removed?.isDefault) await nextDefault(trx, companyId, kind, channelId);
}

/** Another takes over from `formerId`, if there is one: the oldest that is connected. */
export async function nextDefault(trx: Trx, companyId: string, kind: string, formerId: string): Promise<void> {
  const next = await trx
    .selectFrom('channel')
    .select('id')
    .where('companyId', '=', companyId)
    .where('kind', '=', kind)
    .where('id', '<>', formerId)
    .where('disconnectedAt', 'is', null)
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst();
  if (next) await changeChannel(trx, companyId, next.id, { isDefault: true });
}

/** @returns false when the platform's account belongs to a channel already, of whichever company. */
export async function insertChannel(trx: Trx, channel: Insertable<DB['channel']>): Promise<boolean> {
  const first = await trx
    .selectFrom('channel')
    .select('id')
    .where('companyId', '=', channel.companyId)
    .where('kind', '=', channel.kind)
    .limit(1)
    .executeTakeFirst();
  const inserted = await trx
    .insertInto('channel')
    .values({ ...channel, isDefault: first === undefined })
    .onConflict((conflict) => conflict.columns(['kind', 'externalId']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function storeValidation(
  trx: Trx,
  companyId: string,
  channelId: string,
  { status, reason, address }: { status: string; reason: string; address: string },
): Promise<void> {
  await trx
    .updateTable('channel')
    .set({ status, statusReason: reason, validatedAt: new Date(), ...(address ? { address } : {}) })
    .where('companyId', '=', companyId)
    .where('id', '=', channelId)
    .execute();
}

export async function sealedCredentials(trx: Trx, companyId: string, channelId: string) {
  return trx
    .selectFrom('channel')
    .select(['kind', 'credentials', 'externalId', 'isDefault', 'disconnectedAt'])
    .where('companyId', '=', companyId)
    .where('id', '=', channelId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function changeChannel(
  trx: Trx,
  companyId: string,
  channelId: string,
  change: Updateable<DB['channel']>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await trx.updateTable('channel').set(change).where('companyId', '=', companyId).where('id', '=', channelId).execute();
}

/** Lanes of conversations of a channel in which something waits to go out. */
export async function waitingOutLanes(trx: Trx, companyId: string, channelId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('delivery')
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'delivery.companyId')
        .onRef('conversation.id', '=', 'delivery.conversationId'),
    )
    .select('delivery.conversationId')
    .distinct()
    .where('delivery.companyId', '=', companyId)
    .where('conversation.channelId', '=', channelId)
    // Spelled as in delivery_waiting, a partial index.
    .where('delivery.state', 'in', sql<string>`('queued', 'sending', 'FAILED_TEMPORARY')`)
    .execute();
  return rows.map(({ conversationId }) => `out:${conversationId}`);
}

/** Everything of channels but what is sealed. */
export async function channelsAfter(trx: Trx, companyId: string, after: string | null, limit: number) {
  return selectOpenly(trx, companyId)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function openlyById(trx: Trx, companyId: string, channelId: string) {
  return selectOpenly(trx, companyId).where('id', '=', channelId).executeTakeFirst();
}

const selectOpenly = (trx: Trx, companyId: string) =>
  trx
    .selectFrom('channel')
    .select([
      'id',
      'kind',
      'name',
      'status',
      'statusReason',
      'isDefault',
      'externalId',
      'address',
      'queueId',
      'validatedAt',
      'disconnectedAt',
      'createdAt',
    ])
    .where('companyId', '=', companyId);

/** The channel of a platform's account, of whichever company. */
export async function channelByAccount(database: Database, kind: string, account: string) {
  const rows = await channelsOfKind(database, kind);
  return rows.find((row) => row.externalId === account) ?? null;
}

export async function failedItems(trx: Trx, companyId: string, before: number | null, limit: number) {
  return trx
    .selectFrom('inboundItem')
    .select([
      'id',
      'channelId',
      'channelKind',
      'payload',
      'error',
      'attempts',
      'correlationId',
      'receivedAt',
      'settledAt',
    ])
    .where('companyId', '=', companyId)
    .where('state', '=', 'failed')
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Locked, so that two admins do not replay it side by side. */
export async function failedItem(trx: Trx, companyId: string, id: number) {
  return trx
    .selectFrom('inboundItem')
    .select(['id', 'channelId', 'channelKind', 'laneKey', 'payload', 'correlationId'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .forUpdate()
    .executeTakeFirst();
}

export async function requeueItem(trx: Trx, companyId: string, id: number): Promise<void> {
  await trx
    .updateTable('inboundItem')
    .set({ state: 'waiting', error: null, settledAt: null })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}

/** Whether a channel may name the queue as its own. */
export async function takesConversations(trx: Trx, companyId: string, queueId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('queue')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '=', queueId)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** How far back a channel's last message is looked for: conversations of the whole company, newest first. */
const LOOKED_THROUGH = 1_000;

/** When somebody last wrote over each channel, either way; one that has been quiet for long is not in it. */
export async function lastActivities(trx: Trx, companyId: string): Promise<Map<string, Date>> {
  const { rows } = await sql<{ channelId: string; at: Date }>`
    select channel_id, max(last_activity_at) as at from (
      select channel_id, last_activity_at from conversation where company_id = ${companyId}
      order by last_activity_at desc limit ${LOOKED_THROUGH}) latest
    group by channel_id`.execute(trx);
  return new Map(rows.map(({ channelId, at }) => [channelId, at]));
}

/** What happened to a channel, newest first (0166_channel_log.sql writes it). */
export async function channelEvents(
  trx: Trx,
  companyId: string,
  channelId: string,
  { before, limit }: { before: number | null; limit: number },
) {
  return trx
    .selectFrom('channelEvent')
    .select(['id', 'at', 'what', 'status', 'reason'])
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
