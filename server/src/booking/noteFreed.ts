import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';

export const WAITING_LANE = 'waiting';
/** One a company: whoever waits is asked in order. */
const KEY = `${WAITING_LANE}:list`;

/** Something may be free that was not: whoever waits for it is asked (waitingList/offerPlaces.ts). @param at when; at once. */
export const noteFreed = (trx: Trx, companyId: string, at?: Date): Promise<void> => addWork(trx, companyId, [KEY], at);
