import type { CustomField, CustomFieldKind } from '@balcao/domain';
import type { Trx } from '../db/index.ts';

/** The company's own fields of contacts, in their order. */
export async function customFieldsOf(trx: Trx, companyId: string): Promise<CustomField[]> {
  const rows = await trx
    .selectFrom('customField')
    .select(['id', 'name', 'fieldKind', 'options'])
    .where('companyId', '=', companyId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, fieldKind: row.fieldKind as CustomFieldKind })); // the table's check holds it
}
