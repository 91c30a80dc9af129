import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { type Database, inCompany } from '../db/index.ts';
import { type Journey, journeyOf, noteStep } from '../funnel/index.ts';

/** The browser's own name for one visit: however often it looks, one person asked (BOOK-25). Without it nobody is counted. */
export const visitName = z.uuid().optional();

export const pageJourney = (companyId: string, typeId: string, visit: string): Journey =>
  journeyOf(companyId, 'page', typeId, visit);

export type AskedFor = {
  companyId: string;
  typeId: string;
  journey: Journey;
  isOffered: boolean;
  turnedAway?: boolean;
};

/**
 * Notes that times were asked for, and whether there were any: apart from reading them, which needs nobody's turn. Where it
 * cannot be noted the visitor sees the times all the same.
 */
export async function noteAsked(database: Database, log: FastifyBaseLogger, asked: AskedFor): Promise<void> {
  const { companyId, typeId, journey, isOffered, turnedAway = false } = asked;
  try {
    await inCompany(database, companyId, async (trx) => {
      await noteStep(trx, companyId, { journey, typeId, step: 'asked', turnedAway });
      if (isOffered) await noteStep(trx, companyId, { journey, typeId, step: 'offered' });
    });
  } catch (error) {
    log.warn({ err: error, company: companyId }, 'a visit to the booking page could not be counted');
  }
}
