import { createContext, use, useSyncExternalStore } from 'react';
import type { Session, SessionState } from './session.ts';
import type { SessionUser } from './user.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionContext above it');
  return session;
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.state);
}

/** Who is signed in. Only inside the signed-in part of the console. */
export function useUser(): SessionUser {
  const state = useSessionState();
  if (state.kind !== 'signedIn') throw new Error('useUser outside the signed-in part');
  return state.user;
}
