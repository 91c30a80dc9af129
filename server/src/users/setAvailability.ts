import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { type Availability, updateAvailability } from './store.ts';

/** Everybody says it of themselves only. */
export async function setAvailability(
  trx: Trx,
  actor: Actor,
  { availability }: { availability: Availability },
): Promise<void> {
  await updateAvailability(trx, actor.companyId, actor.userId, availability);
}
