import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { finishTicket, MERGED } from './moves.ts';

/** Contacts became one (INB-12): their tickets are the one's, and those of conversations closed for it are finished. */
export async function ticketsAfterMerge(
  trx: Trx,
  companyId: string,
  { from, to, closed }: { from: string; to: string; closed: readonly string[] },
): Promise<void> {
  await sql`update ticket set contact_id = ${to} where company_id = ${companyId} and contact_id = ${from}`.execute(trx);
  for (const id of closed) {
    await finishTicket(trx, companyId, { id, contactId: to }, { reason: MERGED, at: new Date() });
  }
}
