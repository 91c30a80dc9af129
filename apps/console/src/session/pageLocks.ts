import type { SessionHost } from './session.ts';

/**
 * Locks of this page alone, where the browser gives none (plain http). Tabs may then exchange one token twice, which the
 * server settles (docs/decisions/0030).
 */
export function pageLocks(): SessionHost['locks'] {
  const last = new Map<string, Promise<unknown>>();
  return {
    request<T>(name: string, work: () => Promise<T>): Promise<T> {
      const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
      last.set(name, mine);
      return mine;
    },
  };
}
