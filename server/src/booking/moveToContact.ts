import type { Trx } from '../db/index.ts';

/** Appointments of one contact become another's. @returns their ids, for the way back. */
export async function moveAppointments(
  trx: Trx,
  companyId: string,
  { from, to, only }: { from: string; to: string; only?: readonly string[] },
): Promise<string[]> {
  if (only?.length === 0) return [];
  if (only === undefined) {
    // They wait on as whoever they turned out to be; that is not taken back.
    await trx
      .updateTable('waitingEntry')
      .set({ contactId: to })
      .where('companyId', '=', companyId)
      .where('contactId', '=', from)
      .execute();
  }
  const rows = await trx
    .updateTable('appointment')
    .set({ contactId: to })
    .where('companyId', '=', companyId)
    .where('contactId', '=', from)
    .$if(only !== undefined, (query) => query.where('id', 'in', [...(only ?? [])]))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function hasAppointments(trx: Trx, companyId: string, contactId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('appointment')
    .select('id')
    .where('companyId', '=', companyId)
    .where('contactId', '=', contactId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
