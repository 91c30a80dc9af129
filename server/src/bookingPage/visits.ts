import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { type Database, inCompany } from '../db/index.ts';
import { type AskedNote, type Journey, journeyOf, noteAsked } from '../funnel/index.ts';

/** The browser's own name for one visit: however often it looks, one person asked (BOOK-25). Without it nobody is counted. */
export const visitName = z.uuid().optional();

export const pageJourney = (companyId: string, typeId: string, visit: string): Journey =>
  journeyOf(companyId, 'page', typeId, visit);

/**
 * Notes that times were asked for, and whether there were any: apart from reading them, which needs nobody's turn. Where it
 * cannot be noted the visitor sees the times all the same.
 */
export async function countVisit(
  database: Database,
  log: FastifyBaseLogger,
  { companyId, ...asked }: AskedNote & { companyId: string },
): Promise<void> {
  try {
    await inCompany(database, companyId, (trx) => noteAsked(trx, companyId, asked));
  } catch (error) {
    log.warn({ err: error, company: companyId }, 'a visit to the booking page could not be counted');
  }
}
