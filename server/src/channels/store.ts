import { type Insertable, sql } from 'kysely';
import type { Database, DB, Trx } from '../db/index.ts';
import type { Account } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { type CredentialKeys, openCredentials } from './credentials.ts';

/** Rows of `channel` and `inbound_item`. */
export type ChannelRow = { id: string; kind: string; externalId: string; status: string };

export async function channelById(trx: Trx, companyId: string, channelId: string): Promise<ChannelRow | undefined> {
  return trx
    .selectFrom('channel')
    .select(['id', 'kind', 'externalId', 'status'])
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
    .select(['id', 'kind', 'externalId', 'status', 'credentials'])
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

/** The oldest of a lane that waits. */
export async function nextItem(trx: Trx, companyId: string, laneKey: string): Promise<ItemRow | undefined> {
  const row = await trx
    .selectFrom('inboundItem')
    .select(['id', 'channelId', 'channelKind', 'payload', 'correlationId', 'receivedAt'])
    .where('companyId', '=', companyId)
    .where('laneKey', '=', laneKey)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.channelId === null) throw new Error(`inbound item ${row.id} waits without a channel`);
  return { ...row, channelId: row.channelId };
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
