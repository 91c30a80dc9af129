import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { createAcceptance } from './accept.ts';
import { channelByAccount, failedItem, failedItems, requeueItem, settleItem } from './store.ts';

/**
 * Items that could not be handled, with their payloads, and the way to try them again (INB-07, INB-09). An admin sees
 * the company's own; an operator those that belong to no channel, which are kept under the installation.
 */
const INSTALLATION_ID = '00000000-0000-0000-0000-000000000000';
const shelfOf = (actor: Actor): string => (actor.role === 'operator' ? INSTALLATION_ID : actor.companyId);

export async function listWebhookErrors(
  database: Database,
  actor: Actor,
  { cursor, limit }: { cursor: number | null; limit: number },
) {
  const companyId = shelfOf(actor);
  const items = await inCompany(database, companyId, (trx) => failedItems(trx, companyId, cursor, limit), {
    readOnly: true,
  });
  return { items, nextCursor: items.length === limit ? String(items.at(-1)?.id) : null };
}

/**
 * Hands an item to its lane again; one that was nobody's is accepted anew, in case its channel exists by now.
 * @throws Refusal `record.notFound`, also when it still belongs to no channel
 */
export async function replayWebhookError(database: Database, actor: Actor, itemId: number): Promise<void> {
  const companyId = shelfOf(actor);
  const notFound = new Refusal({ code: 'record.notFound', record: 'webhookItem', id: String(itemId) });
  const item = await inCompany(database, companyId, async (trx) => {
    const found = await failedItem(trx, companyId, itemId);
    if (found?.channelId) await requeue(trx, companyId, found);
    return found;
  });
  if (!item) throw notFound;
  if (item.channelId) return;
  const { channelKind: kind, correlationId, payload } = item;
  const { account, person } = ownerIn(item.laneKey);
  const channel = await channelByAccount(database, kind, account);
  if (!channel) throw notFound;
  // Killed before the last step, it is replayed twice: handling the same thing again changes nothing.
  await createAcceptance(database, kind)({ correlationId, items: [{ channel, account, person, payload }] });
  await inCompany(database, companyId, (trx) => settleItem(trx, companyId, itemId, null));
}

/** `in:<account>:<person>`, as migration 0010 writes it for items without a channel. */
function ownerIn(laneKey: string): { account: string; person: string } {
  const [, account = '', ...person] = laneKey.split(':');
  return { account, person: person.join(':') };
}

async function requeue(trx: Trx, companyId: string, item: { id: number; laneKey: string }): Promise<void> {
  await requeueItem(trx, companyId, item.id);
  await addWork(trx, companyId, [item.laneKey]);
}
