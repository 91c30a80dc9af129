import { type ContactStatus, may, Refusal } from '@balcao/domain';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { contactVisibleTo } from './scope.ts';

export type ManyEdit = {
  contactIds: readonly string[];
  addTags?: readonly string[] | undefined;
  removeTags?: readonly string[] | undefined;
  status?: ContactStatus | undefined;
  /** Empty: nobody's. */
  ownerId?: string | undefined;
};

/**
 * The same change for many, in one statement; ids that one cannot see are left out.
 *
 * @returns how many were changed.
 */
export async function editMany(trx: Trx, actor: Actor, edit: ManyEdit): Promise<{ changed: number }> {
  if (!may(actor.role, 'contact.edit')) throw new Refusal({ code: 'auth.notPermitted', permission: 'contact.edit' });
  const { contactIds, addTags = [], removeTags = [], status, ownerId } = edit;
  const ids = await trx
    .selectFrom('contact')
    .select('id')
    .where('companyId', '=', actor.companyId)
    .where('id', 'in', [...contactIds])
    .where('mergedInto', 'is', null)
    .where(contactVisibleTo(actor))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  if (ids.length === 0) return { changed: 0 };
  const retags = addTags.length + removeTags.length > 0;
  await trx
    .updateTable('contact')
    .set({
      ...(status ? { status } : {}),
      ...(ownerId === undefined ? {} : { ownerId: ownerId === '' ? null : ownerId }),
      ...(retags
        ? {
            tags: sql<string[]>`array(select distinct tag from unnest(tags || ${[...addTags]}::uuid[]) as tag
              where tag <> all(${[...removeTags]}::uuid[]) order by tag)`,
          }
        : {}),
      revision: sql`revision + 1`,
    })
    .where('companyId', '=', actor.companyId)
    .where(
      'id',
      'in',
      ids.map(({ id }) => id),
    )
    .execute();
  return { changed: ids.length };
}
