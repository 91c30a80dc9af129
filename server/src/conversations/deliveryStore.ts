import { type Insertable, sql, type Updateable } from 'kysely';
import type { DB, Trx } from '../db/index.ts';

/** Rows of `delivery`: what must still reach a platform, or did not (INB-20). */
export const DELIVERY_STATES = [
  'queued',
  'sending',
  'sent',
  'FAILED_TEMPORARY',
  'FAILED_PERMANENT',
  'unknown',
  'discarded',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Not settled: the head of these is what a conversation's lane is at. */
export const isWaiting = (state: DeliveryState): boolean =>
  state === 'queued' || state === 'sending' || state === 'FAILED_TEMPORARY';

/** Nothing happens to it by itself any more, and it did not arrive: a person may send it again. */
export const isDead = (state: DeliveryState): boolean =>
  state === 'FAILED_PERMANENT' || state === 'unknown' || state === 'discarded';

export type Delivery = {
  messageId: string;
  conversationId: string;
  state: DeliveryState;
  attempts: number;
  dueAt: Date;
  sendingSince: Date | null;
  correlationId: string;
  formerProviderIds: string[];
};

const COLUMNS = [
  'messageId',
  'conversationId',
  'state',
  'attempts',
  'dueAt',
  'sendingSince',
  'correlationId',
  'formerProviderIds',
] as const;

type Row = Omit<Delivery, 'state'> & { state: string };
const fromRow = (row: Row): Delivery => ({ ...row, state: row.state as DeliveryState });

export async function insertDelivery(trx: Trx, delivery: Insertable<DB['delivery']>): Promise<void> {
  await trx.insertInto('delivery').values(delivery).execute();
}

/** The oldest of a conversation that is not settled: nothing behind it may pass. */
export async function lockHead(trx: Trx, companyId: string, conversationId: string): Promise<Delivery | undefined> {
  const row = await trx
    .selectFrom('delivery')
    .select(COLUMNS)
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    // Spelled as in delivery_waiting, a partial index.
    .where('state', 'in', sql<string>`('queued', 'sending', 'FAILED_TEMPORARY')`)
    .orderBy('createdAt')
    .orderBy('messageId')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

export async function lockDelivery(trx: Trx, companyId: string, messageId: string): Promise<Delivery | undefined> {
  const row = await trx
    .selectFrom('delivery')
    .select(COLUMNS)
    .where('companyId', '=', companyId)
    .where('messageId', '=', messageId)
    .forUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

export async function updateDelivery(
  trx: Trx,
  companyId: string,
  messageId: string,
  change: Updateable<DB['delivery']>,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set(change)
    .where('companyId', '=', companyId)
    .where('messageId', '=', messageId)
    .execute();
}

/** Messages that wait to leave over a channel, by conversation, in the order of the locks that whoever ends them takes. */
export async function waitingOver(
  trx: Trx,
  companyId: string,
  channelId: string,
): Promise<{ conversationId: string; messageId: string }[]> {
  return (
    trx
      .selectFrom('delivery')
      .innerJoin('conversation', (join) =>
        join
          .onRef('conversation.companyId', '=', 'delivery.companyId')
          .onRef('conversation.id', '=', 'delivery.conversationId'),
      )
      .select(['delivery.conversationId', 'delivery.messageId'])
      .where('delivery.companyId', '=', companyId)
      .where('conversation.channelId', '=', channelId)
      // Spelled as in delivery_waiting, a partial index.
      .where('delivery.state', 'in', sql<string>`('queued', 'sending', 'FAILED_TEMPORARY')`)
      .orderBy('delivery.conversationId')
      .orderBy('delivery.createdAt')
      .execute()
  );
}
