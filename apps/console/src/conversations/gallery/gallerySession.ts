import { keyInBrowser, openReplica, type Replica, type SyncState } from '@balcao/replica/client';
import { BehaviorSubject } from 'rxjs';
import type { Session } from '../../session/index.ts';
import { COMPANY_ID, ME } from './people.ts';

const STATES: Record<string, SyncState> = {
  live: { kind: 'live' },
  syncing: { kind: 'syncing', remaining: 1_240 },
  offline: { kind: 'offline', since: Date.now() - 4 * 60_000 },
};

/** Somebody signed in over an empty database of their own, which never asks a network; `sync` says what it claims. */
export async function gallerySession(sync: string): Promise<{ session: Session; replica: Replica }> {
  for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
  const state$ = new BehaviorSubject<SyncState>(STATES[sync] ?? { kind: 'live' });
  const owner = { companyId: COMPANY_ID, userId: ME.id };
  const key = await keyInBrowser(owner);
  const opened = await openReplica({
    ...owner,
    storage: key ? { kind: 'trusted', key } : { kind: 'memory' },
    url: 'ws://gallery.invalid/sync',
    accessToken: async () => null,
    multiInstance: false,
  });
  const replica: Replica = { ...opened, sync: { state$, current: () => state$.value, start: () => undefined } };
  Object.assign(window, { gallery: { replica, state$ } }); // for measuring scripts
  const done = async () => undefined;
  const session: Session = {
    tokens: { current: async () => null, renewed: async () => null, take: done, forget: done },
    state: () => state,
    subscribe: () => () => undefined,
    open: done,
    signIn: done,
    signOut: done,
    trustDevice: async () => false,
    followOtherTab: done,
  };
  const state = { kind: 'signedIn' as const, user: ME, replica };
  return { session, replica };
}
