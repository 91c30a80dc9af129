import { ROLES, type Scope, scope } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import type { Actor } from './actor.ts';
import { SESSION_REVOKED_CHANNEL } from './store.ts';

const role = z.enum(ROLES);
const scopes = z.array(scope);

export type NewKey = {
  companyId: string;
  userId: string;
  name: string;
  hash: Buffer;
  ending: string;
  scopes: Scope[];
  expiresAt: Date | null;
};

export async function insertKey(trx: Trx, key: NewKey): Promise<string> {
  const { id } = await trx.insertInto('apiKey').values(key).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** The keys of a company that were not revoked, the newest first; with those that are over, so that somebody sees why. */
export async function keysOf(trx: Trx, companyId: string, after: string | null, limit: number) {
  const query = trx
    .selectFrom('apiKey as k')
    .innerJoin('userAccount as u', (on) => on.onRef('u.companyId', '=', 'k.companyId').onRef('u.id', '=', 'k.userId'))
    .select(['k.id', 'k.name', 'k.ending', 'k.scopes', 'k.createdAt', 'k.expiresAt', 'k.lastUsedAt', 'k.userId'])
    .select(['u.name as userName', 'u.active as userActive'])
    .where('k.companyId', '=', companyId)
    .where('k.revokedAt', 'is', null)
    .orderBy('k.id', 'desc')
    .limit(limit);
  const rows = await (after === null ? query : query.where('k.id', '<', after)).execute();
  return rows.map((row) => ({ ...row, scopes: row.scopes.flatMap((each) => scope.safeParse(each).data ?? []) }));
}

export async function keysOfUser(trx: Trx, companyId: string, userId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('apiKey')
    .select('id')
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Ends a key and tells every process in the same transaction. @returns whether there was one that held. */
export async function endKey(trx: Trx, companyId: string, id: string, now: Date): Promise<boolean> {
  const ended = await trx
    .updateTable('apiKey')
    .set({ revokedAt: now })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (ended) await sql`select pg_notify(${SESSION_REVOKED_CHANNEL}, ${id})`.execute(trx);
  return ended !== undefined;
}

export type KeyState = { keyId: string; actor: Actor; companyDomain: string; scopes: Scope[] };

/** Precise enough to tell a key in use from a forgotten one; a write for every call would be a write for nothing. */
const USE_NOTED_EVERY_SECONDS = 60;

/** The key of `hash` with whom it stands for, if both still hold at `now`; notes that it was used. */
export async function useKey(trx: Trx, companyId: string, hash: Buffer, now: Date): Promise<KeyState | null> {
  const row = await trx
    .selectFrom('apiKey as k')
    .innerJoin('userAccount as u', (on) => on.onRef('u.companyId', '=', 'k.companyId').onRef('u.id', '=', 'k.userId'))
    .innerJoin('company as c', 'c.id', 'k.companyId')
    .select(['k.id', 'k.userId', 'k.scopes', 'k.expiresAt', 'k.revokedAt', 'k.lastUsedAt', 'u.role', 'u.active'])
    .select('c.domain as companyDomain')
    .select((eb) =>
      eb
        .selectFrom('queueMember as m')
        .select(sql<string[]>`coalesce(array_agg(m.queue_id::text), '{}')`.as('ids'))
        .whereRef('m.companyId', '=', 'k.companyId')
        .whereRef('m.userId', '=', 'k.userId')
        .as('queueIds'),
    )
    .where('k.companyId', '=', companyId)
    .where('k.hash', '=', hash)
    .executeTakeFirst();
  if (!row?.active || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return null;
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > USE_NOTED_EVERY_SECONDS * 1000) {
    await trx
      .updateTable('apiKey')
      .set({ lastUsedAt: now })
      .where('companyId', '=', companyId)
      .where('id', '=', row.id)
      .execute();
  }
  const actor = { companyId, userId: row.userId, role: role.parse(row.role), queueIds: row.queueIds ?? [] };
  return { keyId: row.id, actor, companyDomain: row.companyDomain, scopes: scopes.parse(row.scopes) };
}
