import { canUndoMerge, may, Refusal, unmergeFields } from '@balcao/domain';
import { sameValue } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { moveAppointments } from '../booking/index.ts';
import { moveConversationsBack } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { mergeable } from './mergeContacts.ts';
import { findMerge, giveIdentitiesBack, markMerged, markUndone, saveFields } from './mergeStore.ts';
import { contactRow, selectContacts } from './rows.ts';
import { identitiesOf, lockIdentities } from './store.ts';

/**
 * Parts a merge again: what moved goes back, as far as it is still the survivor's. Conversations that began since the
 * merge stay with the survivor, and so does what was edited since.
 *
 * @throws Refusal `auth.notPermitted`, `record.notFound`, `contact.mergeNotUndoable`
 */
export async function undoMerge(
  trx: Trx,
  actor: Actor,
  { mergeId, now }: { mergeId: string; now: Date },
): Promise<{ survivorId: string; mergedId: string }> {
  if (!may(actor.role, 'contact.merge')) throw new Refusal({ code: 'auth.notPermitted', permission: 'contact.merge' });
  const { companyId } = actor;
  const merge = await findMerge(trx, companyId, mergeId);
  if (!merge) throw new Refusal({ code: 'record.notFound', record: 'merge', id: mergeId });
  if (merge.undoneAt) throw new Refusal({ code: 'contact.mergeNotUndoable', reason: 'undoneAlready' });
  if (!canUndoMerge(merge.mergedAt.getTime(), now.getTime())) {
    throw new Refusal({ code: 'contact.mergeNotUndoable', reason: 'tooLate' });
  }
  const { survivorId, mergedId, before, after, identities, conversations, appointments } = merge;
  await lockIdentities(trx, companyId, await identitiesOf(trx, companyId, survivorId));
  await trx
    .selectFrom('contact')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', 'in', [survivorId, mergedId])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const record = await selectContacts(trx, companyId).where('contact.id', '=', survivorId).executeTakeFirst();
  // The survivor went into somebody else since: that one has to be undone first.
  if (!record) throw new Refusal({ code: 'contact.mergeNotUndoable', reason: 'mergedAgain' });
  await markMerged(trx, companyId, mergedId, null);
  await giveIdentitiesBack(trx, companyId, { from: survivorId, to: mergedId, identities });
  await moveConversationsBack(trx, companyId, { from: survivorId, to: mergedId, ...conversations });
  await moveAppointments(trx, companyId, { from: survivorId, to: mergedId, only: appointments });
  await saveFields(trx, companyId, survivorId, unmergeFields(mergeable(contactRow(record)), after, before, sameValue));
  await markUndone(trx, actor, mergeId);
  return { survivorId, mergedId };
}
