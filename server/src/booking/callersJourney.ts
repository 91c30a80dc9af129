import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import { type Journey, journeyOf, noteAsked } from '../funnel/index.ts';
import type { Booker } from './booker.ts';

/**
 * The caller's own name for one person's way to an appointment, given with each question, hold and booking of it: by it the
 * funnel knows that they are one (BOOK-25). Without it a booking begins and ends a way of its own.
 */
export const journeyId = z.uuid().optional();

export const journeyBy = ({ companyId, userId }: Booker, typeId: string, id: string): Journey =>
  journeyOf(companyId, 'api', userId ?? '', typeId, id);

/** They asked for times, and were offered some, if there were any. */
export async function noteCallerAsked(
  trx: Trx,
  actor: Booker,
  { typeId, journeyId: id, isOffered }: { typeId: string; journeyId?: string | undefined; isOffered: boolean },
): Promise<void> {
  if (id === undefined) return;
  await noteAsked(trx, actor.companyId, { journey: journeyBy(actor, typeId, id), typeId, isOffered });
}
