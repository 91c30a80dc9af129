import { sql } from 'kysely';
import type { Database, Trx } from '../db/index.ts';
import type { LaneId } from './lane.ts';

/** A claim: `gen` is the generation of work that the claimer saw; every renewal is for `leaseSeconds` from then. */
export type Claim = LaneId & { token: string; gen: number; leaseSeconds: number };

/** Sorted keys: two transactions that add to the same lanes meet in the same order, and do not deadlock. */
export async function upsertLanes(trx: Trx, companyId: string, keys: readonly string[], dueAt: Date | null) {
  await sql`
    insert into lane (company_id, key, due_at)
    select ${companyId}::uuid, key, coalesce(${dueAt}::timestamptz, now()) from unnest(${[...keys].sort()}::text[]) as key
    on conflict (company_id, key) do update set
      gen = lane.gen + 1,
      -- An idle lane holds an old date that says nothing.
      due_at = case when lane.gen > lane.done_gen then least(lane.due_at, excluded.due_at) else excluded.due_at end
  `.execute(trx);
}

/** Takes the lane if it is due and free. Null: nothing to do there, or somebody else was faster. */
export async function claimLane(
  database: Database,
  { companyId, key }: LaneId,
  leaseSeconds: number,
): Promise<Claim | null> {
  const { rows } = await sql<{ gen: number; token: string }>`
    update lane set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}), token = gen_random_uuid()
    where company_id = ${companyId} and key = ${key} and gen > done_gen and due_at <= clock_timestamp()
      and (lease_until is null or lease_until < clock_timestamp())
    returning gen, token
  `.execute(database.kysely);
  const claimed = rows[0];
  return claimed === undefined ? null : { companyId, key, leaseSeconds, ...claimed };
}

/**
 * Renews the lease at the end of a step, in its transaction. At the end, because the row stays locked until the commit,
 * and a webhook that adds to the lane waits for it.
 * @returns false where the lane is no longer ours.
 */
export async function renewInStep(trx: Trx, { companyId, key, token, leaseSeconds }: Claim): Promise<boolean> {
  const { rows } = await sql`
    update lane set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where company_id = ${companyId} and key = ${key} and token = ${token}
    returning 1
  `.execute(trx);
  return rows.length === 1;
}

/** Renews leases during long calls to the outside. A row that is locked is being seen to by somebody: next time. */
export async function renewLeases(database: Database, claims: readonly Claim[], leaseSeconds: number): Promise<void> {
  await sql`
    with held as (
      select lane.company_id, lane.key from lane
      join unnest(${claims.map((c) => c.companyId)}::uuid[], ${claims.map((c) => c.key)}::text[], ${claims.map((c) => c.token)}::uuid[])
        as claim (company_id, key, token) using (company_id, key, token)
      for update of lane skip locked
    )
    update lane set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from held where lane.company_id = held.company_id and lane.key = held.key
  `.execute(database.kysely);
}

/**
 * Ends a run in which everything due was done. Work that was added meanwhile keeps the lane.
 * @returns the generation to go on with, or null: the lane was let go. Undefined where it is no longer ours.
 */
export async function finishRun(
  database: Trx | Database['kysely'],
  { companyId, key, token, gen, leaseSeconds }: Claim,
  nextDueAt: Date | null,
): Promise<number | null | undefined> {
  const { rows } = await sql<{ gen: number }>`
    update lane set
      done_gen    = case when ${nextDueAt}::timestamptz is null then ${gen}::bigint else done_gen end,
      due_at      = case when gen = ${gen} then coalesce(${nextDueAt}::timestamptz, due_at) else due_at end,
      lease_until = case when gen = ${gen} then null else clock_timestamp() + make_interval(secs => ${leaseSeconds}) end,
      token       = case when gen = ${gen} then null else token end,
      failures    = 0
    where company_id = ${companyId} and key = ${key} and token = ${token}
    returning gen
  `.execute(database);
  const now = rows[0]?.gen;
  return now === gen ? null : now;
}

/** Lets a lane go that still has work: at once when the process stops, after a growing pause when its run failed. */
export async function releaseLane(
  database: Database,
  { companyId, key, token }: Claim,
  reason: 'stopping' | 'failed',
): Promise<void> {
  const failed = reason === 'failed';
  await sql`
    update lane set lease_until = null, token = null,
      failures = failures + ${failed ? 1 : 0},
      due_at = case when ${failed} then clock_timestamp() + least(interval '1 minute', interval '1 second' * 2 ^ least(failures, 6)) else due_at end
    where company_id = ${companyId} and key = ${key} and token = ${token}
  `.execute(database.kysely);
}

/**
 * Lanes that are due and free: at most `perCompany` of each company, the longest due first.
 *
 * The recursion steps from company to company along the index lane_due, so the cost follows the companies that have
 * work, not the number of their lanes.
 */
export async function dueLanes(database: Database, prefixes: readonly string[], perCompany: number): Promise<LaneId[]> {
  const { rows } = await sql<LaneId>`
    with recursive company (id) as (
      (select company_id from lane where gen > done_gen order by company_id limit 1)
      union all
      select (select company_id from lane where gen > done_gen and company_id > company.id order by company_id limit 1)
      from company where company.id is not null
    )
    select due.company_id, due.key from company cross join lateral (
      select company_id, key from lane
      where company_id = company.id and gen > done_gen and due_at <= now()
        and (lease_until is null or lease_until < now()) and split_part(key, ':', 1) = any (${[...prefixes]}::text[])
      order by due_at limit ${perCompany}
    ) due
  `.execute(database.kysely);
  return rows;
}
