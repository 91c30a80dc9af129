import type { ContactRow } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { duplicatesOf, type Likeness, suggestedPairs } from './mergeStore.ts';
import { contactsReplica } from './replicas.ts';

export type Suggestion = { a: ContactRow; b: ContactRow } & Pick<Likeness, 'reason' | 'likeness'>;

const MOST_PAIRS = 100;

/** Pairs who may be one person, of those that one sees; of one contact, or of the whole company. */
export async function suggestDuplicates(trx: Trx, actor: Actor, contactId: string | null): Promise<Suggestion[]> {
  const pairs =
    contactId === null
      ? await suggestedPairs(trx, actor.companyId, MOST_PAIRS)
      : (await duplicatesOf(trx, actor.companyId, contactId)).map(({ id, ...why }) => ({
          aId: contactId,
          bId: id,
          ...why,
        }));
  const ids = [...new Set(pairs.flatMap(({ aId, bId }) => [aId, bId]))];
  const rows = new Map((await contactsReplica.read(trx, actor, ids)).map((row) => [row.id, row]));
  return pairs.flatMap(({ aId, bId, reason, likeness }) => {
    const [a, b] = [rows.get(aId), rows.get(bId)];
    return a && b ? [{ a, b, reason, likeness }] : [];
  });
}
