import { ROLES, type Role } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Trx } from '../db/index.ts';

/** Every process hears of a revocation by this channel; the payload is the session's id. */
export const SESSION_REVOKED_CHANNEL = 'session_revoked';

/** What a session may be ended for; kept with it and written to the log. */
export type Revocation =
  | 'signedOut'
  | 'revokedByUser'
  | 'revokedByAdmin'
  | 'tokenReused'
  | 'passwordSet'
  | 'deactivated';

const role = z.enum(ROLES);

export type Candidate = {
  companyId: string;
  companyDomain: string;
  companyName: string;
  userId: string;
  passwordHash: string;
};

/** Active accounts of an e-mail address in every company: the one look-up before a company is known (0004_companies.sql). */
export async function signInCandidates(database: Database, email: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`select * from sign_in_candidates(${email})`.execute(database.kysely);
  return rows;
}

export type SignedInUser = {
  id: string;
  name: string;
  email: string;
  role: Role;
  language: string;
  companyId: string;
  companyName: string;
  companyDomain: string;
  zone: string;
  demo: boolean;
};

export async function signedInUser(trx: Trx, companyId: string, userId: string): Promise<SignedInUser | null> {
  const row = await trx
    .selectFrom('userAccount as u')
    .innerJoin('company as c', 'c.id', 'u.companyId')
    .select(['u.id', 'u.name', 'u.email', 'u.role', 'u.language', 'u.companyId'])
    .select(['c.name as companyName', 'c.domain as companyDomain', 'c.zone', 'c.demo'])
    .where('u.companyId', '=', companyId)
    .where('u.id', '=', userId)
    .where('u.active', '=', true)
    .executeTakeFirst();
  return row ? { ...row, role: role.parse(row.role) } : null;
}

export async function insertSession(
  trx: Trx,
  session: { companyId: string; userId: string; device: string; expiresAt: Date; now: Date },
): Promise<string> {
  const { now, ...values } = session;
  const { id } = await trx
    .insertInto('session')
    .values({ ...values, createdAt: now, lastSeenAt: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertRefreshToken(
  trx: Trx,
  token: { companyId: string; sessionId: string; hash: Buffer; issuedAt: Date },
): Promise<void> {
  await trx
    .insertInto('refreshToken')
    .values(token)
    .onConflict((on) => on.doNothing())
    .execute();
}

/** The token with its session and whether its successor was used in turn; locked, so that two exchanges go one after the other. */
export async function lockRefreshToken(trx: Trx, companyId: string, hash: Buffer) {
  return trx
    .selectFrom('refreshToken as t')
    .innerJoin('session as s', (on) => on.onRef('s.companyId', '=', 't.companyId').onRef('s.id', '=', 't.sessionId'))
    .select(['t.sessionId', 't.successor', 's.userId', 's.expiresAt', 's.revokedAt'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('refreshToken as next')
            .select('next.hash')
            .whereRef('next.companyId', '=', 't.companyId')
            .whereRef('next.hash', '=', 't.successor')
            .where('next.successor', 'is not', null),
        )
        .as('successorWasUsed'),
    )
    .where('t.companyId', '=', companyId)
    .where('t.hash', '=', hash)
    .forUpdate('t')
    .executeTakeFirst();
}

export async function setSuccessor(trx: Trx, companyId: string, hash: Buffer, successor: Buffer): Promise<void> {
  await trx
    .updateTable('refreshToken')
    .set({ successor })
    .where('companyId', '=', companyId)
    .where('hash', '=', hash)
    .execute();
}

/** Used tokens older than `before` are no longer needed to tell a thief from a lost answer: unknown tokens are refused anyway. */
export async function forgetUsedTokens(trx: Trx, companyId: string, sessionId: string, before: Date): Promise<void> {
  await trx
    .deleteFrom('refreshToken')
    .where('companyId', '=', companyId)
    .where('sessionId', '=', sessionId)
    .where('successor', 'is not', null)
    .where('issuedAt', '<', before)
    .execute();
}

export async function touchSession(
  trx: Trx,
  companyId: string,
  sessionId: string,
  now: Date,
  expiresAt: Date,
): Promise<void> {
  await trx
    .updateTable('session')
    .set({ lastSeenAt: now, expiresAt })
    .where('companyId', '=', companyId)
    .where('id', '=', sessionId)
    .execute();
}

/**
 * Ends sessions and tells every process in the same transaction, so that nobody hears of it before it is true.
 * @returns the ids that were still open.
 */
export async function revokeSessions(
  trx: Trx,
  companyId: string,
  which: { sessionId: string } | { userId: string },
  reason: Revocation,
  now: Date,
): Promise<string[]> {
  const ending = trx
    .updateTable('session')
    .set({ revokedAt: now, revokedFor: reason })
    .where('companyId', '=', companyId)
    .where('revokedAt', 'is', null)
    .returning('id');
  const ended = await ('sessionId' in which
    ? ending.where('id', '=', which.sessionId)
    : ending.where('userId', '=', which.userId)
  ).execute();
  for (const { id } of ended) await sql`select pg_notify(${SESSION_REVOKED_CHANNEL}, ${id})`.execute(trx);
  return ended.map(({ id }) => id);
}

export type SessionState = {
  userId: string;
  role: Role;
  companyDomain: string;
  queueIds: string[];
  /** Neither revoked nor over, and its user still active. */
  holds: boolean;
};

/** A session as a request meets it: who it is and whether it still holds at `now`. */
export async function sessionState(
  trx: Trx,
  companyId: string,
  sessionId: string,
  now: Date,
): Promise<SessionState | null> {
  const row = await trx
    .selectFrom('session as s')
    .innerJoin('userAccount as u', (on) => on.onRef('u.companyId', '=', 's.companyId').onRef('u.id', '=', 's.userId'))
    .innerJoin('company as c', 'c.id', 's.companyId')
    .select(['s.userId', 's.expiresAt', 's.revokedAt', 'u.role', 'u.active', 'c.domain as companyDomain'])
    .select((eb) =>
      eb
        .selectFrom('queueMember as m')
        .select((of) =>
          of.fn.coalesce(sql<string[]>`array_agg(m.queue_id::text)`, sql<string[]>`'{}'::text[]`).as('ids'),
        )
        .whereRef('m.companyId', '=', 's.companyId')
        .whereRef('m.userId', '=', 's.userId')
        .as('queueIds'),
    )
    .where('s.companyId', '=', companyId)
    .where('s.id', '=', sessionId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    userId: row.userId,
    role: role.parse(row.role),
    companyDomain: row.companyDomain,
    queueIds: row.queueIds ?? [],
    holds: row.revokedAt === null && row.expiresAt > now && row.active,
  };
}

export async function openSessionsOf(trx: Trx, companyId: string, userId: string, now: Date) {
  return trx
    .selectFrom('session')
    .select(['id', 'device', 'createdAt', 'lastSeenAt', 'expiresAt'])
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('lastSeenAt', 'desc')
    .execute();
}

export async function userOfSession(trx: Trx, companyId: string, sessionId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('session')
    .select('userId')
    .where('companyId', '=', companyId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.userId ?? null;
}
