import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/** Epoch milliseconds; `source` says where the answer was given. */
export type OptIn = { state: 'in' | 'out'; source: string; at: number };

/** The latest answer stands, in whatever order they are told. */
export async function noteOptIn(trx: Trx, companyId: string, contactId: string, optIn: OptIn): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ optIn: JSON.stringify(optIn) })
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .where(sql<boolean>`coalesce((opt_in ->> 'at')::bigint, 0) <= ${optIn.at}`)
    .execute();
}

/** Whether the contact refuses what companies send unasked. */
export async function isOptedOut(trx: Trx, companyId: string, contactId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('contact')
    .select(sql<string | null>`opt_in ->> 'state'`.as('state'))
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  return row?.state === 'out';
}
