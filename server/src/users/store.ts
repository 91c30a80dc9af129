import { AVAILABILITIES, ROLES } from '@balcao/domain';
import type { UserRow } from '@balcao/replica';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';

const role = z.enum(ROLES);
const availability = z.enum(AVAILABILITIES);

/** Users as everybody in the company may see them: never the password, never another company's. */
function visible(trx: Trx, companyId: string) {
  return trx
    .selectFrom('userAccount as u')
    .select(['u.id', 'u.name', 'u.email', 'u.role', 'u.availability', 'u.active'])
    .select((eb) =>
      eb
        .selectFrom('queueMember as m')
        .select(sql<string[]>`coalesce(array_agg(m.queue_id::text order by m.queue_id), '{}')`.as('ids'))
        .whereRef('m.companyId', '=', 'u.companyId')
        .whereRef('m.userId', '=', 'u.id')
        .as('queueIds'),
    )
    .select((eb) =>
      eb
        .selectFrom('queueMember as m')
        .select(sql<string[]>`coalesce(array_agg(m.queue_id::text order by m.queue_id), '{}')`.as('ids'))
        .whereRef('m.companyId', '=', 'u.companyId')
        .whereRef('m.userId', '=', 'u.id')
        .where('m.supervisor', '=', true)
        .as('supervises'),
    )
    .where('u.companyId', '=', companyId);
}

type Found = {
  id: string;
  name: string;
  email: string;
  role: string;
  availability: string;
  active: boolean;
  queueIds: string[] | null;
  supervises: string[] | null;
};

function asRow({ queueIds, supervises, ...user }: Found): UserRow {
  return {
    ...user,
    role: role.parse(user.role),
    availability: availability.parse(user.availability),
    queueIds: queueIds ?? [],
    supervises: supervises ?? [],
  };
}

export async function usersByIds(
  trx: Trx,
  companyId: string,
  ids: readonly string[],
  lock: boolean,
): Promise<UserRow[]> {
  const query = visible(trx, companyId).where('u.id', 'in', ids);
  return (await (lock ? query.forUpdate('u') : query).execute()).map(asRow);
}

/** @param after the id that the page before ended with. */
export async function usersAfter(trx: Trx, companyId: string, after: string | null, limit: number): Promise<UserRow[]> {
  const query = visible(trx, companyId).orderBy('u.id').limit(limit);
  return (await (after ? query.where('u.id', '>', after) : query).execute()).map(asRow);
}

export async function userForEditing(trx: Trx, companyId: string, id: string) {
  const found = await trx
    .selectFrom('userAccount')
    .select(['name', 'email', 'role', 'language', 'active'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found ? { ...found, role: role.parse(found.role) } : null;
}

export async function insertUser(
  trx: Trx,
  user: { companyId: string; name: string; email: string; role: string; passwordHash: string; language?: string },
): Promise<string> {
  const { id } = await trx.insertInto('userAccount').values(user).returning('id').executeTakeFirstOrThrow();
  return id;
}
