import { Refusal } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { type AppointmentType, typeById } from '../booking/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';

export const pageAddress = z.object({ company: z.string().max(255), type: z.string().max(60) });
export type PageAddress = z.output<typeof pageAddress>;
/** A type that anybody may book, in the transaction in which that is so. */
export type Page = { companyId: string; type: AppointmentType };

/**
 * Works in the company whose page an address names.
 * @param work is given the type as it is now: what a page knew of it may be hours old.
 * @throws Refusal `record.notFound` for an address of nobody's, and of a type that is public no more.
 */
export async function onPage<Result>(
  database: Database,
  { company, type: slug }: PageAddress,
  work: (trx: Trx, page: Page) => Promise<Result>,
  options: { readOnly?: boolean } = {},
): Promise<Result> {
  const { rows } = await sql<{ companyId: string; typeId: string }>`
    select company_id, type_id from booking_page(${company}, ${slug})`.execute(database.kysely);
  const [found] = rows;
  const nowhere = new Refusal({ code: 'record.notFound', record: 'bookingPage', id: `${company}/${slug}` });
  if (!found) throw nowhere;
  return inCompany(
    database,
    found.companyId,
    async (trx) => {
      const type = await typeById(trx, found.companyId, found.typeId);
      if (!type?.active || type.settings.page?.slug !== slug) throw nowhere;
      return work(trx, { companyId: found.companyId, type });
    },
    options,
  );
}
