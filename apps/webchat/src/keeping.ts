import type { Unsent } from './thread.ts';

/** What the browser keeps between visits. A page in a private window keeps nothing, and the chat works all the same. */
export type Keeping = {
  token(): string | null;
  keepToken(token: string): void;
  unsent(): Unsent[];
  keepUnsent(unsent: readonly Unsent[]): void;
  readUntil(): number;
  keepReadUntil(at: number): void;
};

export function keepingFor(channelId: string): Keeping {
  const key = (name: string) => `balcao.webchat.${channelId}.${name}`;
  const read = (name: string): string | null => {
    try {
      return localStorage.getItem(key(name));
    } catch {
      return null;
    }
  };
  const write = (name: string, value: string): void => {
    try {
      localStorage.setItem(key(name), value);
    } catch {
      // Full or forbidden: this visit is not remembered.
    }
  };
  return {
    token: () => read('token'),
    keepToken: (token) => write('token', token),
    unsent() {
      try {
        const kept: unknown = JSON.parse(read('unsent') ?? '[]');
        return Array.isArray(kept) ? kept : [];
      } catch {
        return [];
      }
    },
    keepUnsent: (unsent) => write('unsent', JSON.stringify(unsent)),
    readUntil: () => Number(read('readUntil') ?? 0),
    keepReadUntil: (at) => write('readUntil', String(at)),
  };
}
