import { countryOfPhone } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { appendCost } from './store.ts';

type Report = { status: string; at: number; pricing?: { category: string; billable: boolean } };

/**
 * Keeps what a platform bills a message as, once a message: on delivery, which is what Meta bills, or on the reading that
 * tells of both. The row is appended; a worker sees to the sum (costLane.ts).
 */
export async function noteCost(
  trx: Trx,
  about: { companyId: string; channelId: string; messageId: string },
  { status, at, pricing }: Report,
): Promise<void> {
  if (!pricing || (status !== 'delivered' && status !== 'read')) return;
  const isNew = await appendCost(trx, { ...about, ...pricing, at: new Date(at) }, await countryOf(trx, about));
  if (isNew) await addWork(trx, about.companyId, [`cost:${about.channelId}`]);
}

async function countryOf(
  trx: Trx,
  { companyId, messageId }: { companyId: string; messageId: string },
): Promise<string> {
  const row = await trx
    .selectFrom('message')
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .innerJoin('contact', (join) =>
      join.onRef('contact.companyId', '=', 'conversation.companyId').onRef('contact.id', '=', 'conversation.contactId'),
    )
    .select('contact.phone')
    .where('message.companyId', '=', companyId)
    .where('message.id', '=', messageId)
    .executeTakeFirst();
  return row?.phone ? countryOfPhone(row.phone) : '';
}
