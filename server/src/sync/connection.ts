/** One console's socket, from its first words to its end: who it is, how long that holds, and what closes it. */
import { Refusal } from '@balcao/domain';
import { CLOSE, connectionSchema, type ReplicaDefinition } from '@balcao/replica';
import { decodeJwt } from 'jose';
import type { Actor, Sessions } from '../auth/index.ts';
import type { Hub } from './hub.ts';
import type { Connection } from './schema.ts';

/** The part of a WebSocket that is needed here. */
type Socket = { close(code: number, reason: string): void };

export type Connected = Connection & {
  sessionId: string;
  companyId: string;
  userId: string;
  /** How long the token holds, in milliseconds. */
  holdsMs: number;
  signOut(): void;
  /** The socket is gone. */
  end(): void;
};

/** setTimeout takes no more (2^31 - 1 ms, 24 days). */
const LONGEST_TIMER_MS = 2_147_483_647;

type Deps = { sessions: Sessions; hub: Hub; definitions: readonly ReplicaDefinition[]; now: () => number };

/**
 * @param said the console's `connection_init` payload.
 * @throws Refusal `auth.signedOut`, `replica.clientTooOld`
 */
export async function connect(
  socket: Socket,
  said: unknown,
  { sessions, hub, definitions, now }: Deps,
): Promise<Connected> {
  const params = connectionSchema.safeParse(said);
  if (!params.success) throw new Refusal({ code: 'auth.signedOut' });
  refuseOlder(definitions, params.data.versions);

  let token = bearer(params.data.authorization);
  const { actor, sessionId } = await sessions.authenticate(token);
  const signOut = () => socket.close(CLOSE.signedOut, 'auth.signedOut');

  let expiry: NodeJS.Timeout | undefined;
  function watchExpiry(): number {
    clearTimeout(expiry);
    const holdsMs = Math.max((decodeJwt(token).exp ?? 0) * 1000 - now(), 0);
    expiry = setTimeout(signOut, Math.min(holdsMs, LONGEST_TIMER_MS));
    return holdsMs;
  }

  const authenticate = async (): Promise<Actor> => {
    try {
      return (await sessions.authenticate(token)).actor;
    } catch (error) {
      if (error instanceof Refusal) signOut();
      throw error;
    }
  };

  return {
    sessionId,
    companyId: actor.companyId,
    userId: actor.userId,
    holdsMs: watchExpiry(),
    actor: authenticate,
    async renew(authorization) {
      const next = bearer(authorization);
      const renewed = await sessions.authenticate(next);
      // A socket belongs to one user: another one's token would let the streams of two mix.
      if (renewed.actor.userId !== actor.userId || renewed.actor.companyId !== actor.companyId) {
        throw new Refusal({ code: 'auth.companyMismatch' });
      }
      token = next;
      return watchExpiry();
    },
    stream: async () => hub.join(await authenticate(), signOut),
    signOut,
    end: () => clearTimeout(expiry),
  };
}

const bearer = (authorization: string) => /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1] ?? '';

function refuseOlder(definitions: readonly ReplicaDefinition[], versions: Record<string, number>): void {
  for (const { name, version } of definitions) {
    const found = versions[name];
    // A replica that the console does not know, it does not ask for.
    if (found !== undefined && found < version) {
      throw new Refusal({ code: 'replica.clientTooOld', needed: version, found });
    }
  }
}
