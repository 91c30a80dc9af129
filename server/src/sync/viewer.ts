import { createHash } from 'node:crypto';
import { may, Refusal, ROLES } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

const role = z.enum(ROLES);

/**
 * The user as they are now: a role or a queue that changed counts from the next pull, push or burst on, whatever the
 * socket was opened with. One read of about 0.2 ms.
 *
 * @throws Refusal `auth.signedOut` for a user who is gone or no longer active
 */
export async function currentViewer(trx: Trx, { companyId, userId }: Actor): Promise<Actor> {
  const user = await trx
    .selectFrom('userAccount as u')
    .select(['u.role'])
    .select((eb) =>
      eb
        .selectFrom('queueMember as m')
        .select(sql<string[]>`coalesce(array_agg(m.queue_id order by m.queue_id), '{}')::text[]`.as('ids'))
        .whereRef('m.companyId', '=', 'u.companyId')
        .whereRef('m.userId', '=', 'u.id')
        .as('queueIds'),
    )
    .where('u.companyId', '=', companyId)
    .where('u.id', '=', userId)
    .where('u.active', '=', true)
    .executeTakeFirst();
  if (!user) throw new Refusal({ code: 'auth.signedOut' });
  return { companyId, userId, role: role.parse(user.role), queueIds: user.queueIds ?? [] };
}

/** The replicas whose rows a viewer sees through a conversation: they come and go with its scope (0020_scope.sql). */
const SCOPED: ReadonlySet<string> = new Set(['conversations', 'messages', 'contacts', 'scheduled']);

export const isScoped = (replica: string): boolean => SCOPED.has(replica);

export const seesAll = (viewer: Actor): boolean => may(viewer.role, 'conversation.readAll');

/** The scopes that a viewer belongs to, as `scope_keys` in the database names them. */
export function keysOf(viewer: Actor): string[] {
  if (!may(viewer.role, 'conversation.read')) return [];
  const own = [`user:${viewer.userId}`, ...viewer.queueIds.map((id) => `queue:${id}`)];
  return viewer.role === 'attendant' ? [...own, 'open'] : own;
}

/** The replicas whose rows everybody in the company has. All others are one user's own. */
const COMPANY_WIDE: ReadonlySet<string> = new Set(['catalog', 'users']);

/** Those whose rows everybody has who may look at the calendar. */
const AGENDA: ReadonlySet<string> = new Set(['appointments', 'blocks']);

const hashes = new WeakMap<Actor, Map<string, string>>();

/**
 * What a console's checkpoint remembers of what its user could see. Another one: it starts this replica afresh. Two
 * viewers with the same one see the same rows of a replica, and are sent the same text (burst.ts).
 */
export function scopeHash(replica: string, viewer: Actor): string {
  const known = hashes.get(viewer) ?? new Map<string, string>();
  hashes.set(viewer, known);
  const hash =
    known.get(replica) ?? createHash('sha256').update(scopeText(replica, viewer)).digest('base64url').slice(0, 16);
  known.set(replica, hash);
  return hash;
}

function scopeText(replica: string, viewer: Actor): string {
  if (COMPANY_WIDE.has(replica)) return 'company';
  if (AGENDA.has(replica)) return may(viewer.role, 'agenda.read') ? 'company' : 'none';
  if (!isScoped(replica)) return `user:${viewer.userId}`;
  return seesAll(viewer) ? 'all' : JSON.stringify(keysOf(viewer).sort());
}

/** The kinds of feed entries that concern a viewer in one replica. */
export function feedKinds(replica: string, viewer: Actor): string[] {
  if (!isScoped(replica) || seesAll(viewer)) return [replica];
  return [replica, ...keysOf(viewer).map((key) => `${replica}@${key}`)];
}
