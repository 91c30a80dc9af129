import { type ChoosableField, type MergeableFields, may, mergeFields, Refusal } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { moveAppointments } from '../booking/index.ts';
import { moveConversations } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { markMerged, moveIdentities, saveFields, saveMerge } from './mergeStore.ts';
import type { Identity } from './person.ts';
import { contactRow, selectContacts } from './rows.ts';
import { contactVisibleTo } from './scope.ts';
import { identitiesOf, lockIdentities } from './store.ts';

export type MergeInput = { survivorId: string; mergedId: string; take: readonly ChoosableField[] };

/**
 * Two contacts become one (INB-12): the survivor goes by the identities of both, and has the conversations of both. What
 * comes for the other lands with the survivor, also what was under way (resolveContact follows `merged_into`).
 *
 * Locks: what they go by first, then both rows in the order of ids. A delivery takes the same locks in the same order.
 *
 * @throws Refusal `auth.notPermitted`, `input.invalid`, `record.notFound`
 */
export async function mergeContacts(trx: Trx, actor: Actor, input: MergeInput): Promise<{ mergeId: string }> {
  if (!may(actor.role, 'contact.merge')) throw new Refusal({ code: 'auth.notPermitted', permission: 'contact.merge' });
  const { survivorId, mergedId } = input;
  if (survivorId === mergedId) {
    throw new Refusal({ code: 'input.invalid', issues: [{ path: 'mergedId', message: 'is the survivor itself' }] });
  }
  const { companyId } = actor;
  await lockIdentities(trx, companyId, await identitiesOfBoth(trx, companyId, [survivorId, mergedId]));
  const [survivor, merged] = await bothLocked(trx, actor, survivorId, mergedId);
  const before = mergeable(survivor);
  const after = mergeFields(before, mergeable(merged), input.take);
  const identities = await moveIdentities(trx, companyId, { from: mergedId, to: survivorId });
  const conversations = await moveConversations(trx, companyId, { from: mergedId, to: survivorId });
  const appointments = await moveAppointments(trx, companyId, { from: mergedId, to: survivorId });
  await saveFields(trx, companyId, survivorId, after);
  await markMerged(trx, companyId, mergedId, survivorId);
  const moved = { identities, conversations, appointments };
  const mergeId = await saveMerge(trx, actor, { survivorId, mergedId, before, after, ...moved });
  return { mergeId };
}

async function identitiesOfBoth(trx: Trx, companyId: string, ids: readonly string[]): Promise<Identity[]> {
  const both = await Promise.all(ids.map((id) => identitiesOf(trx, companyId, id)));
  return both.flat();
}

async function bothLocked(
  trx: Trx,
  actor: Actor,
  survivorId: string,
  mergedId: string,
): Promise<[ContactRow, ContactRow]> {
  const records = await selectContacts(trx, actor.companyId)
    .where('contact.id', 'in', [survivorId, mergedId])
    .where(contactVisibleTo(actor))
    .orderBy('contact.id')
    .forNoKeyUpdate('contact')
    .execute();
  const find = (id: string): ContactRow => {
    const record = records.find((candidate) => candidate.id === id);
    if (!record) throw new Refusal({ code: 'record.notFound', record: 'contact', id });
    return contactRow(record);
  };
  return [find(survivorId), find(mergedId)];
}

export function mergeable(row: ContactRow): MergeableFields {
  const { name, phone, email, language, zone, status, externalId, ownerId, score, temperature, optIn, notes } = row;
  const { tags, segments, custom } = row;
  return {
    name,
    phone,
    email,
    language,
    zone,
    status,
    externalId,
    ownerId,
    score,
    temperature,
    optIn,
    notes,
    tags,
    segments,
    custom,
  };
}
