/**
 * Whose rows these are, read once for a whole burst, so that a company with a thousand consoles costs one read and not
 * a thousand. The same keys as in 0020_scope.sql; the test beside holds this against what each viewer can read.
 */
import type { Permission } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/**
 * Who sees the rows of a replica:
 * - `company`: everybody in it.
 * - `scope`: whoever sees all, and who belongs to one of the row's scopes.
 * - `owner`: one user.
 * - `permitted`: everybody in it whose role may do that.
 * - `shared`: everybody in it, but for the rows that have an owner: those are that one's.
 */
export type Audience =
  | { kind: 'company' }
  | { kind: 'permitted'; to: Permission }
  | { kind: 'scope'; keys: ReadonlyMap<string, readonly string[]> }
  | { kind: 'owner' | 'shared'; owners: ReadonlyMap<string, string> };

type Ids = readonly string[];

const scopesOf = async (trx: Trx, rows: ReturnType<typeof sql<{ id: string; keys: string[] }>>): Promise<Audience> => {
  const found = await rows.execute(trx);
  return { kind: 'scope', keys: new Map(found.rows.map(({ id, keys }) => [id, keys])) };
};

type Owned = 'mark' | 'notice' | 'savedView';
const ownersIn = async (trx: Trx, table: Owned, companyId: string, ids: Ids): Promise<[string, string][]> => {
  const rows = await trx
    .selectFrom(table)
    .select(['id', 'userId'])
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(({ id, userId }) => [id, userId]);
};

const READERS: Record<string, (trx: Trx, companyId: string, ids: Ids) => Promise<Audience>> = {
  catalog: async (trx, companyId, ids) => {
    const owned = await sql<{ id: string; ownerId: string }>`
      select id, owner_id from quick_reply where company_id = ${companyId} and id = any(${[...ids]}::uuid[]) and owner_id is not null
      union all
      select id, owner_id from macro where company_id = ${companyId} and id = any(${[...ids]}::uuid[]) and owner_id is not null`.execute(
      trx,
    );
    return { kind: 'shared', owners: new Map(owned.rows.map(({ id, ownerId }) => [id, ownerId])) };
  },
  users: async () => ({ kind: 'company' }),
  appointments: async () => ({ kind: 'permitted', to: 'agenda.read' }),
  blocks: async () => ({ kind: 'permitted', to: 'agenda.read' }),
  conversations: (trx, companyId, ids) =>
    scopesOf(
      trx,
      sql<{ id: string; keys: string[] }>`
        select id, scope_keys(assignee_id, queue_id) as keys from conversation
        where company_id = ${companyId} and id = any(${[...ids]}::uuid[])`,
    ),
  messages: (trx, companyId, ids) =>
    scopesOf(
      trx,
      sql<{ id: string; keys: string[] }>`
        select message.id, scope_keys(assignee_id, queue_id) as keys
        from message join conversation
          on conversation.company_id = message.company_id and conversation.id = message.conversation_id
        where message.company_id = ${companyId} and message.id = any(${[...ids]}::uuid[])`,
    ),
  scheduled: (trx, companyId, ids) =>
    scopesOf(
      trx,
      sql<{ id: string; keys: string[] }>`
        select scheduled.id, scope_keys(assignee_id, queue_id) as keys
        from scheduled_message scheduled join conversation
          on conversation.company_id = scheduled.company_id and conversation.id = scheduled.conversation_id
        where scheduled.company_id = ${companyId} and scheduled.id = any(${[...ids]}::uuid[])`,
    ),
  contacts: (trx, companyId, ids) =>
    scopesOf(
      trx,
      sql<{ id: string; keys: string[] }>`
        select contact_id as id, array_agg(distinct key) as keys
        from conversation, unnest(scope_keys(assignee_id, queue_id)) as key
        where company_id = ${companyId} and contact_id = any(${[...ids]}::uuid[])
        group by contact_id`,
    ),
  marks: async (trx, companyId, ids) => {
    const marks = await ownersIn(trx, 'mark', companyId, ids);
    const views = await ownersIn(trx, 'savedView', companyId, ids);
    return { kind: 'owner', owners: new Map([...marks, ...views]) };
  },
  notices: async (trx, companyId, ids) => ({
    kind: 'owner',
    owners: new Map(await ownersIn(trx, 'notice', companyId, ids)),
  }),
};

/** @throws Error for a replica that nobody said this of: nothing of it is streamed until somebody does. */
export function audienceOf(trx: Trx, replica: string, companyId: string, ids: Ids): Promise<Audience> {
  const reader = READERS[replica];
  if (!reader) throw new Error(`audience.ts does not say who sees the replica ${replica}`);
  return reader(trx, companyId, ids);
}
