/**
 * The access token: in memory only, renewed before it ends.
 *
 * Renewing runs under a lock of the whole browser, and reads the kept refresh token inside it: of two tabs that need a
 * new one, the second exchanges what the first left, so a session is one line of tokens and never looks stolen.
 *
 * What can come of asking for a token:
 * - a token, good for at least `SPARE_MS`;
 * - `null`: nobody is signed in (any more);
 * - an error: the server could not be asked. That is no reason to sign anybody out.
 */
import type { SecretStore } from './secretStore.ts';

export type Grant = {
  accessToken: string;
  refreshToken: string;
  /** Epoch ms. */
  expiresAt: number;
};

/** Lower: a token may end on its way to the server. Higher: needless exchanges. */
const SPARE_MS = 30_000;
export const REFRESH_LOCK = 'balcao.refresh';

type Options = {
  kept: SecretStore;
  /** Exchanges a refresh token. `refused`: it counts no more. Throws when there was no answer. */
  exchange: (refreshToken: string) => Promise<{ kind: 'granted'; grant: Grant } | { kind: 'refused' }>;
  /** `navigator.locks`, or something alike. */
  locks: { request<T>(name: string, work: () => Promise<T>): Promise<T> };
  now: () => number;
  /** Told once when the server no longer knows the session. */
  onRefused: () => void;
};

export type AccessTokens = {
  current(): Promise<string | null>;
  /** Asks the server for a new one, whatever the present one's end: it said it does not know us. */
  renewed(): Promise<string | null>;
  /** After signing in. */
  take(grant: Grant): Promise<void>;
  forget(): Promise<void>;
};

export function createAccessTokens({ kept, exchange, locks, now, onRefused }: Options): AccessTokens {
  let token: { value: string; expiresAt: number } | null = null;
  /** Callers of this tab share one exchange. */
  let renewing: Promise<string | null> | null = null;

  async function take({ accessToken, refreshToken, expiresAt }: Grant): Promise<void> {
    token = { value: accessToken, expiresAt };
    await kept.set(refreshToken);
  }

  async function forget(): Promise<void> {
    token = null;
    await kept.remove();
  }

  function renew(): Promise<string | null> {
    return locks.request(REFRESH_LOCK, async () => {
      const refreshToken = await kept.get();
      if (refreshToken === null) return null;
      const answer = await exchange(refreshToken);
      if (answer.kind === 'granted') {
        await take(answer.grant);
        return answer.grant.accessToken;
      }
      await forget();
      onRefused();
      return null;
    });
  }

  function renewed(): Promise<string | null> {
    renewing ??= renew().finally(() => {
      renewing = null;
    });
    return renewing;
  }

  return {
    take,
    forget,
    renewed,
    current: async () => (token && token.expiresAt - now() > SPARE_MS ? token.value : renewed()),
  };
}
