import { textOf } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { applyStatus } from './applyStatus.ts';
import { withPlacesForFiles } from './mediaStore.ts';
import type { ReceivedEcho, ReceivedReadUntil } from './received.ts';

/** Longer than any send takes, its retries included. */
const BEING_SENT_MS = 10 * 60 * 1000;

/**
 * Whether an echo is of a message that we sent, which it then settles (INB-20): by our own id where the platform gives it
 * back, else by its text among those whose platform's id is not known yet. The contact must be locked.
 */
export async function settleEcho(
  trx: Trx,
  place: { companyId: string; channelId: string; contactId: string; receivedAt: Date },
  { ourId, message }: ReceivedEcho,
): Promise<boolean> {
  const { companyId, channelId } = place;
  const mine = ourId ?? (await beingSent(trx, place, textOf(withPlacesForFiles(message.content).content)));
  if (!mine) return false;
  const { providerId, at } = message;
  await applyStatus(trx, companyId, channelId, {
    type: 'status',
    providerId,
    ourId: mine,
    status: 'sent',
    at,
    failure: null,
  });
  return true;
}

async function beingSent(
  trx: Trx,
  place: { companyId: string; channelId: string; contactId: string; receivedAt: Date },
  text: string,
): Promise<string | null> {
  const found = await trx
    .selectFrom('delivery')
    .innerJoin('message', (join) =>
      join.onRef('message.companyId', '=', 'delivery.companyId').onRef('message.id', '=', 'delivery.messageId'),
    )
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .select('message.id')
    .where('delivery.companyId', '=', place.companyId)
    .where('conversation.contactId', '=', place.contactId)
    .where('conversation.channelId', '=', place.channelId)
    .where('delivery.state', 'in', ['sending', 'unknown'])
    .where('message.providerId', 'is', null)
    .where('message.text', '=', text)
    .where('delivery.sendingSince', '>', new Date(place.receivedAt.getTime() - BEING_SENT_MS))
    .orderBy('message.createdAt')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** How far back a "read until" is looked for: who opens a chat sees its end. */
const MOST_READ = 200;

/** Marks as read what went out to a contact over a channel until then, each as if it had been reported. */
export async function readUntil(
  trx: Trx,
  place: { companyId: string; channelId: string; contactId: string },
  { until, at }: ReceivedReadUntil,
): Promise<void> {
  const { companyId, channelId, contactId } = place;
  const rows = await trx
    .selectFrom('message')
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .select([sql<string>`message.provider_id`.as('providerId')])
    .where('message.companyId', '=', companyId)
    .where('conversation.contactId', '=', contactId)
    .where('conversation.channelId', '=', channelId)
    .where('message.direction', '=', 'out')
    .where('message.status', 'in', ['sent', 'delivered'])
    .where('message.providerId', 'is not', null)
    .where('message.createdAt', '<=', new Date(until))
    .orderBy('message.createdAt', 'desc')
    .limit(MOST_READ)
    .execute();
  // One fixed order, as everybody who reports statuses takes these locks.
  for (const providerId of rows.map((row) => row.providerId).sort()) {
    await applyStatus(trx, companyId, channelId, {
      type: 'status',
      providerId,
      ourId: null,
      status: 'read',
      at,
      failure: null,
    });
  }
}
