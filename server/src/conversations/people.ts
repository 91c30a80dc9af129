import type { Trx } from '../db/index.ts';

/** Users, as far as conversations name them. */
export async function userName(trx: Trx, companyId: string, userId: string): Promise<string> {
  const row = await trx
    .selectFrom('userAccount')
    .select('name')
    .where('companyId', '=', companyId)
    .where('id', '=', userId)
    .executeTakeFirst();
  return row?.name ?? '';
}

/** @returns null when there is no such user, or no longer one who works. */
export async function activeUserName(trx: Trx, companyId: string, userId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('userAccount')
    .select('name')
    .where('companyId', '=', companyId)
    .where('id', '=', userId)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.name ?? null;
}
