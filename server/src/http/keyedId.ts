import { v5 } from 'uuid';
import type { Actor } from '../auth/index.ts';

/** Ours alone, so that such an id can never be anything else's. */
const NAMESPACE = '0b6e4c8e-5d0f-4f0a-9a55-3a3d7d1f6c11';

/**
 * The id for a row that a call makes: the same for the same user and Idempotency-Key, so that a call that is repeated
 * after a crash meets its own row. `null` where the caller gave no key.
 */
export function keyedId({ actor, idempotencyKey }: { actor: Actor; idempotencyKey: string | null }): string | null {
  return idempotencyKey === null ? null : v5(`${actor.companyId}:${actor.userId}:${idempotencyKey}`, NAMESPACE);
}
