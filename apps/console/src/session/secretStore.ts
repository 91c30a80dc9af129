import type { DesktopBridge } from '@balcao/desktop/ipc';
import type { KeptTexts } from './keptTexts.ts';

/** Where one secret is kept between starts. */
export type SecretStore = {
  get(): Promise<string | null>;
  set(value: string): Promise<void>;
  remove(): Promise<void>;
};

/**
 * A browser that its user trusts has no better place than its own storage; the CSP keeps strangers' scripts away from
 * it. The token is good for one exchange, and its reuse ends the session (server/src/auth).
 */
export function browserSecret(storage: KeptTexts, name: string): SecretStore {
  return {
    get: async () => storage.getItem(name),
    set: async (value) => storage.setItem(name, value),
    remove: async () => storage.removeItem(name),
  };
}

/** The system's keyring, through the desktop. Where there is none the secret lives as long as the window. */
export function desktopSecret(secrets: DesktopBridge['secrets']): SecretStore {
  const name = 'refreshToken';
  let inMemory: string | null = null;
  return {
    async get() {
      const answer = await secrets.get({ name });
      return answer.kind === 'found' ? answer.value : inMemory;
    },
    async set(value) {
      const answer = await secrets.set({ name, value });
      inMemory = answer.kind === 'unavailable' ? value : null;
    },
    async remove() {
      inMemory = null;
      await secrets.remove({ name });
    },
  };
}
