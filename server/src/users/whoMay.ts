import { type Permission, rolesThatMay } from '@balcao/domain';
import type { Trx } from '../db/index.ts';

/** Everybody of the company who is active and whose role permits it: those who are told of what only they can mend. */
export async function whoMay(trx: Trx, companyId: string, permission: Permission): Promise<string[]> {
  const people = await trx
    .selectFrom('userAccount')
    .select('id')
    .where('companyId', '=', companyId)
    .where('active', '=', true)
    .where('role', 'in', rolesThatMay(permission))
    .orderBy('id')
    .execute();
  return people.map(({ id }) => id);
}
