/**
 * Who is signed in, and their replica. The states and what moves between them:
 *
 *   opening ──known user──▶ signedIn ──signOut, revoked, other tab──▶ signedOut ──signIn──▶ signedIn
 *      └──────nobody known───────────────────────────────────────────────▲
 *
 * `signedIn` needs no network: the replica opens for whoever was signed in last, and synchronising starts by itself
 * afterwards. A revoked device therefore opens when offline, and wipes at its first contact (SYNC-09).
 */
import type { Replica } from '@balcao/replica/client';
import { type AccessTokens, createAccessTokens, type Grant, REFRESH_LOCK } from './accessTokens.ts';
import type { TrustedDevice } from './keepingOf.ts';
import type { SecretStore } from './secretStore.ts';
import type { Ended, SessionUser, UserStore } from './user.ts';

export type SessionState =
  | { kind: 'opening' }
  | { kind: 'signedOut'; ended: Ended | { reason: 'otherTab' } | null }
  | { kind: 'signedIn'; user: SessionUser; replica: Replica };

export type SignedIn = Grant & { user: SessionUser };
export type Credentials = { email: string; password: string; company?: string | undefined };

/** The outside that a session needs; the browser's in browserSession.ts. */
export type SessionHost = {
  /** @throws what `failureOf` reads */
  signIn(credentials: Credentials): Promise<SignedIn>;
  /** @throws when there was no answer */
  refresh(refreshToken: string): Promise<{ kind: 'granted'; signedIn: SignedIn } | { kind: 'refused' }>;
  signOut(refreshToken: string): Promise<void>;
  openReplica(user: SessionUser, tokens: AccessTokens, onSignedOut: () => void): Promise<Replica>;
  /** Deletes what a wipe that was cut short (a window closed in the middle) left behind. */
  deleteStoredReplicas(): Promise<void>;
  /** Whether rows may be kept on this machine's disk. */
  device: TrustedDevice;
  keptToken: SecretStore;
  keptUser: UserStore;
  locks: Parameters<typeof createAccessTokens>[0]['locks'];
  now(): number;
};

export type Session = {
  tokens: AccessTokens;
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Opens for whoever was signed in last. */
  open(): Promise<void>;
  /** @throws what `failureOf` reads; the state stays `signedOut`. */
  signIn(credentials: Credentials): Promise<void>;
  /** Wipes the replica, with what was not sent: ask first. Works offline; the server then learns of it when the token ends. */
  signOut(): Promise<void>;
  /**
   * Keeps the replica here from now on, or in memory only, and opens it anew: everything is fetched once more.
   * @returns false, and changes nothing, while something waits for the server: it would be lost.
   */
  trustDevice(trusted: boolean): Promise<boolean>;
  /** Another tab changed who is signed in. */
  followOtherTab(): Promise<void>;
};

/**
 * Opening and wiping exclude each other, in all tabs: whoever signs in again while the last wipe still runs would open
 * databases that are about to go.
 */
export const REPLICA_LOCK = 'balcao.replica';

export function createSession(host: SessionHost): Session {
  let state: SessionState = { kind: 'opening' };
  const listeners = new Set<() => void>();

  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const tokens = createAccessTokens({
    kept: host.keptToken,
    locks: host.locks,
    now: host.now,
    async exchange(refreshToken) {
      const answer = await host.refresh(refreshToken);
      if (answer.kind === 'refused') return answer;
      learn(answer.signedIn.user);
      return { kind: 'granted', grant: answer.signedIn };
    },
    onRefused: () => void endRevoked(),
  });

  /** A renewed token comes with the user as they are now: renamed, given another role, another language. */
  function learn(user: SessionUser): void {
    host.keptUser.set(user);
    if (state.kind === 'signedIn' && state.user.id === user.id && !sameUser(state.user, user)) {
      become({ ...state, user });
    }
  }

  async function openFor(user: SessionUser): Promise<void> {
    const replica = await host.locks.request(REPLICA_LOCK, () =>
      host.openReplica(user, tokens, () => void confirmSignedOut()),
    );
    become({ kind: 'signedIn', user, replica });
    replica.sync.start();
  }

  /** Who is signed in goes where the answer says: to the disk, or off it. No tab exchanges the token meanwhile. */
  function moveKept(user: SessionUser, trusted: boolean): Promise<void> {
    return host.locks.request(REFRESH_LOCK, async () => {
      const refreshToken = await host.keptToken.get();
      host.device.set(trusted);
      if (refreshToken !== null) await host.keptToken.set(refreshToken);
      host.keptUser.set(user);
    });
  }

  /** The socket says that we are signed out. It may speak of a token that just ended: the exchange knows for certain. */
  async function confirmSignedOut(): Promise<void> {
    const token = await tokens.renewed().catch(() => 'unreachable');
    if (token !== null && state.kind === 'signedIn') state.replica.sync.start();
  }

  async function endRevoked(): Promise<void> {
    const replica = state.kind === 'signedIn' ? state.replica : null;
    const unsent = replica ? await firstOf(replica.pendingChanges$) : 0;
    const ended = { reason: 'revoked', unsent } as const;
    host.keptUser.remove(ended);
    become({ kind: 'signedOut', ended });
    await host.locks.request(REPLICA_LOCK, async () => replica?.wipe());
  }

  return {
    tokens,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async open() {
      const user = host.keptUser.get();
      const token = user && (await host.keptToken.get());
      if (user && token) await openFor(user);
      else {
        become({ kind: 'signedOut', ended: host.keptUser.ended() });
        await host.locks.request(REPLICA_LOCK, async () => {
          // A wipe forgets the user first. One who is known but whose token is gone (a desktop without a keyring)
          // signs in again to what waits here; and somebody may have signed in meanwhile, here or in another tab.
          if (host.keptUser.get() === null) await host.deleteStoredReplicas();
        });
      }
    },

    async signIn(credentials) {
      const { user, ...grant } = await host.signIn(credentials);
      await tokens.take(grant);
      host.keptUser.set(user);
      await openFor(user);
    },

    async signOut() {
      if (state.kind !== 'signedIn') return;
      const { replica } = state;
      const refreshToken = await host.keptToken.get();
      await tokens.forget();
      host.keptUser.remove();
      become({ kind: 'signedOut', ended: null });
      await host.locks.request(REPLICA_LOCK, () => replica.wipe());
      // Offline the server cannot be told; nobody holds the token any more, so the session ends unused.
      if (refreshToken) await host.signOut(refreshToken).catch(() => undefined);
    },

    async trustDevice(trusted) {
      if (state.kind !== 'signedIn') return false;
      const { user, replica } = state;
      if ((await firstOf(replica.pendingChanges$)) > 0) return false;
      become({ kind: 'opening' });
      await host.locks.request(REPLICA_LOCK, () => replica.wipe());
      await moveKept(user, trusted);
      await openFor(user);
      return true;
    },

    async followOtherTab() {
      const user = host.keptUser.get();
      if (state.kind === 'signedIn' && user?.id !== state.user.id) {
        const { replica } = state;
        become({ kind: 'signedOut', ended: host.keptUser.ended() ?? { reason: 'otherTab' } });
        await replica.close();
      } else if (state.kind === 'signedOut' && user) await this.open();
    },
  };
}

function sameUser(one: SessionUser, other: SessionUser): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function firstOf(source: Replica['pendingChanges$']): Promise<number> {
  return new Promise((resolve) => {
    const subscription = source.subscribe((count) => {
      resolve(count);
      queueMicrotask(() => subscription.unsubscribe());
    });
  });
}
