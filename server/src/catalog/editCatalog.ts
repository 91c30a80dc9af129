import { type CustomFieldKind, Refusal } from '@balcao/domain';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { isNameTaken } from './store.ts';

/** @throws Refusal `record.notFound`, `record.nameTaken` */
export async function editTag(
  trx: Trx,
  { companyId }: Actor,
  tag: { id: string; name: string; color: string },
): Promise<void> {
  if (await isNameTaken(trx, 'tag', companyId, tag))
    throw new Refusal({ code: 'record.nameTaken', record: 'tag', name: tag.name });
  const { id, ...set } = tag;
  const row = await trx
    .updateTable('tag')
    .set(set)
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Refusal({ code: 'record.notFound', record: 'tag', id });
}

/** Contacts and conversations keep its id, which shows nothing any more. */
export async function removeTag(trx: Trx, { companyId }: Actor, id: string): Promise<void> {
  await trx.deleteFrom('tag').where('companyId', '=', companyId).where('id', '=', id).execute();
}

/** What kind a field is stands for ever: values of one kind do not become another's. */
export type NewField = { name: string; fieldKind: CustomFieldKind; options: string[] };

/** @throws Refusal `record.nameTaken` */
export async function createField(trx: Trx, { companyId }: Actor, field: NewField): Promise<{ id: string }> {
  if (await isNameTaken(trx, 'customField', companyId, field)) {
    throw new Refusal({ code: 'record.nameTaken', record: 'field', name: field.name });
  }
  return trx
    .insertInto('customField')
    .values((eb) => ({
      companyId,
      ...field,
      position: eb
        .selectFrom('customField')
        .select(sql<number>`coalesce(max(position) + 1, 0)`.as('next'))
        .where('companyId', '=', companyId),
    }))
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** @throws Refusal `record.notFound`, `record.nameTaken` */
export async function editField(
  trx: Trx,
  { companyId }: Actor,
  field: { id: string; name: string; options: string[] },
): Promise<void> {
  if (await isNameTaken(trx, 'customField', companyId, field)) {
    throw new Refusal({ code: 'record.nameTaken', record: 'field', name: field.name });
  }
  const { id, ...set } = field;
  const row = await trx
    .updateTable('customField')
    .set(set)
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Refusal({ code: 'record.notFound', record: 'field', id });
}

/** The values stay in the contacts, unseen. */
export async function removeField(trx: Trx, { companyId }: Actor, id: string): Promise<void> {
  await trx.deleteFrom('customField').where('companyId', '=', companyId).where('id', '=', id).execute();
}
