/**
 * The servers that one history's consoles reach: at first those of the definitions as they are, after an upgrade those
 * of a later release. Both work on the same database, as in an upgrade that is rolled out one process after the other.
 */
import type { Ground } from './ground.ts';
import type { Servers } from './servers.ts';

export type Serving = {
  port(): number | null;
  kill(): void;
  /** From now on a later release serves, and turns consoles of the earlier one away. */
  upgrade(): Promise<void>;
  isNewer(): boolean;
  slowestSince(at: number): number;
};

/** @param onMoved the servers that consoles were connected to are no more. */
export function servingFor(ground: Ground, onMoved: () => void): Serving {
  let newer: Servers | null = null;
  const current = () => newer ?? ground.servers;
  return {
    port: () => current().port(),
    kill: () => current().kill(),
    async upgrade() {
      if (newer) return;
      newer = await ground.newerServers();
      onMoved();
    },
    isNewer: () => newer !== null,
    slowestSince: (at) => current().slowestSince(at),
  };
}
