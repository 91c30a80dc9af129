import type { Problem } from '@balcao/domain';

/** Where the replica stands with the server, as one line of the screen says it (CON-04). Times are epoch ms. */
export type SyncState =
  | { kind: 'live' }
  | { kind: 'syncing'; remaining: number | null }
  | { kind: 'offline'; since: number }
  | { kind: 'attention'; problem: Problem };

/** The socket, as it is known and not as the machine guesses: `navigator.onLine` says yes in trains and no in tunnels of VPNs. */
export type LinkState =
  /** Not asked to connect yet, or on the way to it without a failure so far. */
  | { kind: 'connecting' }
  | { kind: 'up' }
  /** Lost, or never reached, since then; being tried all the time. */
  | { kind: 'down'; since: number }
  /** The server turned this console away. */
  | { kind: 'refused'; problem: Problem };

export type Standing = {
  link: LinkState;
  /** Every replica has everything since the link came up. */
  caughtUp: boolean;
  /** Rows still to come, as far as the server said. */
  remaining: number | null;
  /** Something fails again and again although the link is up. */
  failing: Problem | null;
};

/** A server that restarts, a token that changes, a cell that changes: back within this, nobody needs to read "offline". */
export const OFFLINE_AFTER_MS = 1_500;

export function syncStateOf({ link, caughtUp, remaining, failing }: Standing, now: number): SyncState {
  switch (link.kind) {
    case 'refused':
      return { kind: 'attention', problem: link.problem };
    case 'down':
      return now - link.since >= OFFLINE_AFTER_MS
        ? { kind: 'offline', since: link.since }
        : { kind: 'syncing', remaining: null };
    case 'connecting':
      return { kind: 'syncing', remaining: null };
    case 'up':
      if (failing) return { kind: 'attention', problem: failing };
      return caughtUp ? { kind: 'live' } : { kind: 'syncing', remaining };
  }
}
