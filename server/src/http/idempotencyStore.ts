import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/** A call is taken for dead after this: longer than any request may last. */
const RUNNING_SECONDS = 60;
const KEPT_HOURS = 24;

type Entry = { companyId: string; userId: string; key: string };
export type Taken =
  | { kind: 'taken' }
  | { kind: 'running' }
  | { kind: 'otherRequest' }
  | { kind: 'answered'; status: number; answer: unknown };

/** Takes the key for a call, unless another call has it; keys are each user's own. */
export async function takeKey(
  trx: Trx,
  { companyId, userId, key, requestHash }: Entry & { requestHash: Buffer },
): Promise<Taken> {
  await trx
    .deleteFrom('idempotencyKey')
    .where('companyId', '=', companyId)
    .where('startedAt', '<', sql<Date>`now() - make_interval(hours => ${KEPT_HOURS})`)
    .execute();
  const taken = await trx
    .insertInto('idempotencyKey')
    .values({ companyId, userId, key, requestHash })
    .onConflict((on) =>
      on
        .columns(['companyId', 'userId', 'key'])
        .doUpdateSet({ startedAt: sql<Date>`now()` })
        .where('idempotencyKey.status', 'is', null)
        .where('idempotencyKey.requestHash', '=', requestHash)
        .where('idempotencyKey.startedAt', '<', sql<Date>`now() - make_interval(secs => ${RUNNING_SECONDS})`),
    )
    .returning('key')
    .executeTakeFirst();
  if (taken) return { kind: 'taken' };
  const held = await trx
    .selectFrom('idempotencyKey')
    .select(['requestHash', 'status', 'answer'])
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!held) return { kind: 'running' };
  if (!held.requestHash.equals(requestHash)) return { kind: 'otherRequest' };
  return held.status === null ? { kind: 'running' } : { kind: 'answered', status: held.status, answer: held.answer };
}

export async function finishKey(
  trx: Trx,
  entry: Entry,
  { status, answer }: { status: number; answer: unknown },
): Promise<void> {
  await trx
    .updateTable('idempotencyKey')
    .set({ status, answer: JSON.stringify(answer ?? null) })
    .where('companyId', '=', entry.companyId)
    .where('userId', '=', entry.userId)
    .where('key', '=', entry.key)
    .execute();
}

/** The work failed for a passing reason: the same key may try again. */
export async function releaseKey(trx: Trx, entry: Entry): Promise<void> {
  await trx
    .deleteFrom('idempotencyKey')
    .where('companyId', '=', entry.companyId)
    .where('userId', '=', entry.userId)
    .where('key', '=', entry.key)
    .execute();
}
