import { sql } from 'kysely';

/** Stands for a number that this very transaction gave: more may follow under it, so what is read by it is not kept. */
export const CHANGED_HERE = -1;

/** A number of `agenda_version` as a transaction sees it. */
export const numberSeen = sql<number>`case when changed_by = pg_current_xact_id_if_assigned() then -1 else version end`;
