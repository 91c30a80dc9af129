import { AVAILABILITIES, type Availability } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';

export type Device = { companyId: string; userId: string; connectionId: string };

/** What somebody chose and which devices of theirs are believed in. Their row is locked: changes come one by one. */
export async function lockPerson(
  trx: Trx,
  companyId: string,
  userId: string,
): Promise<{ chosen: Availability; shown: Availability; devices: { idle: boolean }[] } | undefined> {
  const locked = await trx
    .selectFrom('attendant')
    .select('chosen')
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!locked) return undefined;
  // In a statement of its own: it sees what the one before in the lock has left.
  const { availability } = await trx
    .selectFrom('userAccount')
    .select('availability')
    .where('companyId', '=', companyId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const devices = await trx
    .selectFrom('deviceHere')
    .select('idle')
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('seenUntil', '>', sql<Date>`clock_timestamp()`)
    .execute();
  const parse = z.enum(AVAILABILITIES).parse;
  return { chosen: parse(locked.chosen), shown: parse(availability), devices };
}

export async function saveChosen(trx: Trx, companyId: string, userId: string, chosen: Availability): Promise<void> {
  await trx
    .updateTable('attendant')
    .set({ chosen })
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .execute();
}

/** What everybody sees, and since when somebody is not there. */
export async function saveShown(trx: Trx, companyId: string, userId: string, shown: Availability): Promise<void> {
  await trx
    .updateTable('userAccount')
    .set({ availability: shown })
    .where('companyId', '=', companyId)
    .where('id', '=', userId)
    .execute();
  await trx
    .updateTable('attendant')
    .set({ offlineSince: shown === 'offline' ? sql<Date>`now()` : null })
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .execute();
}

export async function saveDevice(trx: Trx, device: Device, processId: string, seenForMs: number): Promise<void> {
  const seenUntil = inMs(seenForMs);
  await trx
    .insertInto('deviceHere')
    .values({ ...device, processId, seenUntil })
    .onConflict((conflict) => conflict.constraint('device_here_key').doUpdateSet({ seenUntil }))
    .execute();
}

export async function saveIdle(trx: Trx, { companyId, userId, connectionId }: Device, idle: boolean): Promise<void> {
  await trx
    .updateTable('deviceHere')
    .set({ idle })
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('connectionId', '=', connectionId)
    .execute();
}

/** Believed for a moment longer, and renewed by nobody: the console may be on its way back. */
export async function leaveDevice(
  trx: Trx,
  { companyId, userId, connectionId }: Device,
  graceMs: number,
): Promise<void> {
  await trx
    .updateTable('deviceHere')
    .set({ seenUntil: inMs(graceMs), processId: NOBODY })
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('connectionId', '=', connectionId)
    .execute();
}
const NOBODY = '00000000-0000-0000-0000-000000000000';

const inMs = (ms: number) => sql<Date>`clock_timestamp() + ${ms} * interval '1 millisecond'`;
