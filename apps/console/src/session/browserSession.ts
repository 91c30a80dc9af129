import { deleteStoredReplicas, openReplica } from '@balcao/replica/client';
import { type Api, createApi, refusedWith } from '../api/index.ts';
import { desktop, syncAddress } from '../desktop/index.ts';
import { deviceName } from './deviceName.ts';
import { keepingOf, SHARED_DEVICE, trustedDevice } from './keepingOf.ts';
import { keptWhileTrusted } from './keptTexts.ts';
import { pageLocks } from './pageLocks.ts';
import { browserSecret, desktopSecret } from './secretStore.ts';
import { createSession, type Session, type SignedIn } from './session.ts';
import { keptUser, type SessionUser } from './user.ts';

const KEPT_USER = 'balcao.user';
const KEPT_TOKEN = 'balcao.refreshToken';
/** The desktop is its user's own. */
const texts = desktop ? localStorage : keptWhileTrusted(localStorage, trustedDevice);

/** Whoever was signed in here last, before anything is open. */
export function lastUser(): SessionUser | null {
  return keptUser(texts, KEPT_USER).get();
}

type Answer = Awaited<ReturnType<Api['auth']['signIn']['mutate']>>;

function granted({ accessToken, refreshToken, expiresAt, user }: Answer): SignedIn {
  return { accessToken, refreshToken, expiresAt: Date.parse(expiresAt), user };
}

/** A session of this browser or desktop window with the server at `server`. */
export function createBrowserSession(server: string): Session {
  // Signing in and exchanging go out as nobody's: they would wait for themselves otherwise.
  const { auth } = createApi({ server, accessToken: async () => null });

  const session = createSession({
    keptToken: desktop ? desktopSecret(desktop.secrets) : browserSecret(texts, KEPT_TOKEN),
    keptUser: keptUser(texts, KEPT_USER),
    locks: navigator.locks ?? pageLocks(),
    now: Date.now,

    signIn: async (credentials) => granted(await auth.signIn.mutate({ ...credentials, device: deviceName(navigator) })),

    async refresh(refreshToken) {
      try {
        return { kind: 'granted', signedIn: granted(await auth.refresh.mutate({ refreshToken })) };
      } catch (error) {
        if (refusedWith(error) === 'auth.signedOut') return { kind: 'refused' };
        throw error;
      }
    },

    signOut: async (refreshToken) => {
      await auth.signOut.mutate({ refreshToken });
    },

    deleteStoredReplicas,
    device: trustedDevice,

    openReplica: async (user, tokens, onSignedOut) =>
      openReplica({
        companyId: user.companyId,
        userId: user.id,
        url: syncAddress(server),
        accessToken: tokens.current,
        storage: await keepingOf(user, trustedDevice),
        multiInstance: true,
        onSignedOut,
      }),
  });

  window.addEventListener('storage', (event) => {
    if (event.key === KEPT_USER) void session.followOtherTab();
    // Its replica is gone, or is to be kept: the page opens it anew, as it would at its next start.
    if (event.key === SHARED_DEVICE) location.reload();
  });
  return session;
}
