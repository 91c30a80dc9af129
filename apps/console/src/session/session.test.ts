import type { Replica } from '@balcao/replica/client';
import { BehaviorSubject } from 'rxjs';
import { expect, test, vi } from 'vitest';
import { pageLocks } from './pageLocks.ts';
import type { SecretStore } from './secretStore.ts';
import { createSession, type SessionHost, type SignedIn } from './session.ts';
import type { Ended, SessionUser } from './user.ts';

const USER: SessionUser = {
  id: '00000000-0000-7000-8000-000000000001',
  name: 'Atendente de teste',
  email: 'attendant@demo.local',
  role: 'attendant',
  language: 'pt-BR',
  companyId: '00000000-0000-7000-8000-0000000000c1',
  companyName: 'Empresa de demonstração',
  companyDomain: 'demo.local',
  zone: 'America/Sao_Paulo',
  demo: true,
};
const granted = (user = USER): SignedIn => ({ accessToken: 'a', refreshToken: 'r', expiresAt: 3_600_000, user });

/** A device with its storage, a server that can be cut off or refuse, and a replica that remembers what became of it. */
function device(kept: { token: string | null; user: SessionUser | null }, { wiped = Promise.resolve() } = {}) {
  let endedFor: Ended | null = null;
  const story: string[] = [];
  let trusted = true;
  let signedOutBySocket: () => void = () => undefined;
  let server: 'answers' | 'refuses' | 'silent' = 'answers';
  const keptToken: SecretStore = {
    get: async () => kept.token,
    set: async (value) => {
      kept.token = value;
    },
    remove: async () => {
      kept.token = null;
    },
  };
  const replica = {
    pendingChanges$: new BehaviorSubject(2),
    sync: { start: () => story.push('sync') },
    close: async () => void story.push('closed'),
    async wipe() {
      await wiped;
      story.push('wiped');
    },
  };
  const host: SessionHost = {
    signIn: async () => granted(),
    refresh: async () => {
      if (server === 'silent') throw new TypeError('fetch failed');
      return server === 'answers' ? { kind: 'granted', signedIn: granted() } : { kind: 'refused' };
    },
    signOut: async () => {
      if (server === 'silent') throw new TypeError('fetch failed');
      story.push('told the server');
    },
    openReplica: async (_user, _tokens, onSignedOut) => {
      signedOutBySocket = onSignedOut;
      story.push('opened');
      // What a session uses of a replica; collections and storage are the replica's own tests' matter.
      return replica as unknown as Replica;
    },
    deleteStoredReplicas: async () => void story.push('left-overs deleted'),
    device: {
      get: () => trusted,
      set: (next) => {
        trusted = next;
        // What is kept is kept elsewhere from now on (keptTexts.ts).
        Object.assign(kept, { token: null, user: null });
        story.push(next ? 'trusted' : 'not trusted');
      },
    },
    keptToken,
    keptUser: {
      get: () => kept.user,
      set: (user) => {
        kept.user = user;
      },
      remove: (ended) => {
        kept.user = null;
        endedFor = ended ?? null;
      },
      ended: () => endedFor,
    },
    locks: pageLocks(),
    now: () => 0,
  };
  const session = createSession(host);
  return {
    session,
    kept,
    story,
    pending: replica.pendingChanges$,
    serverIs: (next: typeof server) => {
      server = next;
    },
    socketSaysSignedOut: () => signedOutBySocket(),
    endIn: (ended: Ended) => {
      endedFor = ended;
    },
  };
}

test('a known session opens from the replica while the server is silent', async () => {
  const { session, story, serverIs } = device({ token: 'r0', user: USER });
  serverIs('silent');
  await session.open();
  expect(session.state()).toMatchObject({ kind: 'signedIn', user: USER });
  expect(story).toEqual(['opened', 'sync']);
});

test('when nobody is known, what a wipe cut short had left is deleted', async () => {
  const { session, story } = device({ token: null, user: null });
  await session.open();
  expect(session.state()).toEqual({ kind: 'signedOut', ended: null });
  expect(story).toEqual(['left-overs deleted']);
});

test('who is known but has no token any more signs in again, and finds what was not sent', async () => {
  const { session, story } = device({ token: null, user: USER });
  await session.open();
  expect(session.state()).toEqual({ kind: 'signedOut', ended: null });
  await session.signIn({ email: USER.email, password: 'x' });
  expect(story).toEqual(['opened', 'sync']);
});

test('what is kept on the device changes only while nothing waits; the old replica goes, a new one is opened', async () => {
  const { session, kept, story, pending } = device({ token: 'r0', user: USER });
  await session.open();
  expect(await session.trustDevice(false)).toBe(false);
  expect(story).toEqual(['opened', 'sync']);
  pending.next(0);
  expect(await session.trustDevice(false)).toBe(true);
  expect(story.slice(2)).toEqual(['wiped', 'not trusted', 'opened', 'sync']);
  expect(session.state().kind).toBe('signedIn');
  expect(kept).toEqual({ token: 'r0', user: USER });
});

test('signing in at once after signing out waits for the wipe', async () => {
  const wiped = Promise.withResolvers<void>();
  const { session, story } = device({ token: 'r0', user: USER }, { wiped: wiped.promise });
  await session.open();
  const leaving = session.signOut();
  await vi.waitFor(() => expect(session.state().kind).toBe('signedOut'));
  const entering = session.signIn({ email: USER.email, password: 'x' });
  await new Promise((resolve) => setImmediate(resolve)); // whatever does not wait has happened by now
  wiped.resolve();
  await Promise.all([leaving, entering]);
  expect(story.filter((step) => step !== 'told the server')).toEqual(['opened', 'sync', 'wiped', 'opened', 'sync']);
});

test('signing in keeps token and user for the next start', async () => {
  const { session, kept } = device({ token: null, user: null });
  await session.open();
  await session.signIn({ email: USER.email, password: 'x' });
  expect(session.state().kind).toBe('signedIn');
  expect(kept).toEqual({ token: 'r', user: USER });
});

test('signing out wipes the replica and tells the server', async () => {
  const { session, kept, story } = device({ token: 'r0', user: USER });
  await session.open();
  await session.signOut();
  expect(session.state()).toEqual({ kind: 'signedOut', ended: null });
  expect(kept).toEqual({ token: null, user: null });
  expect(story).toEqual(['opened', 'sync', 'wiped', 'told the server']);
});

test('signing out works without a network', async () => {
  const { session, story, serverIs } = device({ token: 'r0', user: USER });
  await session.open();
  serverIs('silent');
  await session.signOut();
  expect(story).toContain('wiped');
});

test('a revoked session ends at the first contact, says so, and counts what was not sent', async () => {
  const { session, kept, story, serverIs } = device({ token: 'r0', user: USER });
  serverIs('refuses');
  await session.open();
  expect(session.state().kind).toBe('signedIn');
  expect(await session.tokens.current()).toBeNull();
  await vi.waitFor(() => expect(story).toContain('wiped'));
  expect(session.state()).toEqual({ kind: 'signedOut', ended: { reason: 'revoked', unsent: 2 } });
  expect(kept).toEqual({ token: null, user: null });
});

test('every tab says why a revoked session ended', async () => {
  const { session, kept, endIn } = device({ token: 'r0', user: USER });
  await session.open();
  endIn({ reason: 'revoked', unsent: 3 });
  kept.user = null;
  await session.followOtherTab();
  expect(session.state()).toEqual({ kind: 'signedOut', ended: { reason: 'revoked', unsent: 3 } });
});

test('a socket that calls us signed out is not believed before the exchange says so too', async () => {
  const { session, story, socketSaysSignedOut } = device({ token: 'r0', user: USER });
  await session.open();
  socketSaysSignedOut();
  await vi.waitFor(() => expect(story).toEqual(['opened', 'sync', 'sync']));
  expect(session.state().kind).toBe('signedIn');
});

test('signing out in another tab closes this one, and leaves the wiping to that tab', async () => {
  const { session, kept, story } = device({ token: 'r0', user: USER });
  await session.open();
  kept.user = null;
  await session.followOtherTab();
  expect(session.state()).toEqual({ kind: 'signedOut', ended: { reason: 'otherTab' } });
  expect(story).toEqual(['opened', 'sync', 'closed']);
});

test('a new name comes with the next token', async () => {
  const { session } = device({ token: 'r0', user: { ...USER, name: 'Antes' } });
  await session.open();
  await session.tokens.current();
  expect(session.state()).toMatchObject({ user: { name: USER.name } });
});
