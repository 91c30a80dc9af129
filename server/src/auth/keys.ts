/**
 * API keys as requests meet them. A key is read from the database at most every KEY_TRUSTED_MS and process; revoking one
 * reaches every process by NOTIFY, as the end of a session does.
 */
import { Refusal } from '@balcao/domain';
import { type Database, inCompany } from '../db/index.ts';
import { type KeyState, useKey } from './keyStore.ts';
import { companyOfKey, keyHash } from './keyToken.ts';

/** Longer: fewer reads, later effect of an expiry or a role that changed. */
const KEY_TRUSTED_MS = 5_000;
const KEYS_REMEMBERED = 5_000;

export type Keys = {
  /** @throws Refusal `auth.signedOut` for a key that is unknown, over, revoked, or whose person is no longer active. */
  authenticate(key: string): Promise<KeyState>;
  revokedSomewhere(keyId: string): void;
  forgetAll(): void;
};

export function createKeys({ database, now }: { database: Database; now: () => Date }): Keys {
  const known = new Map<string, { state: KeyState; readAtMs: number }>();
  return {
    async authenticate(key) {
      const companyId = companyOfKey(key);
      if (companyId === null) throw new Refusal({ code: 'auth.signedOut' });
      const hash = keyHash(key);
      const name = hash.toString('base64');
      const remembered = known.get(name);
      const readAtMs = now().getTime();
      if (remembered && readAtMs - remembered.readAtMs < KEY_TRUSTED_MS) return remembered.state;
      const state = await inCompany(database, companyId, (trx) => useKey(trx, companyId, hash, now()));
      known.delete(name);
      if (!state) throw new Refusal({ code: 'auth.signedOut' });
      known.set(name, { state, readAtMs });
      const [oldest] = known.keys();
      if (known.size > KEYS_REMEMBERED && oldest !== undefined) known.delete(oldest);
      return state;
    },
    revokedSomewhere(keyId) {
      for (const [name, { state }] of known) if (state.keyId === keyId) known.delete(name);
    },
    forgetAll: () => known.clear(),
  };
}
