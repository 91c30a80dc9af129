/** One console's socket, from its first words to its end: who it is, how long that holds, and what closes it. */
import { randomUUID } from 'node:crypto';
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
 * @throws Refusal `auth.signedOut`, `replica.clientTooOld`, `replica.serverTooOld`
 */
export async function connect(
  socket: Socket,
  said: unknown,
  { sessions, hub, definitions, now }: Deps,
): Promise<Connected> {
  const params = connectionSchema.safeParse(said);
  if (!params.success) throw new Refusal({ code: 'auth.signedOut' });
  refuseOthers(definitions, params.data.versions);

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
    stream: async (line) => hub.join(await authenticate(), line, signOut),
    connectionId: randomUUID(),
    signOut,
    end: () => clearTimeout(expiry),
  };
}

const bearer = (authorization: string) => /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1] ?? '';

/**
 * Neither side can read rows of another version, nor follow replicas that the other does not have: the older of the two is
 * to be updated, and what waits on the console is kept. A version that one does not know counts as -1.
 */
function refuseOthers(definitions: readonly ReplicaDefinition[], versions: Record<string, number>): void {
  const ours = new Map(definitions.map(({ name, version }) => [name, version]));
  for (const name of new Set([...ours.keys(), ...Object.keys(versions)])) {
    const needed = ours.get(name) ?? -1;
    const found = versions[name] ?? -1;
    if (found < needed) throw new Refusal({ code: 'replica.clientTooOld', needed, found });
    if (found > needed) throw new Refusal({ code: 'replica.serverTooOld', needed, found });
  }
}
