/**
 * Who is signed in. Tokens say which session; the session says whether it still holds, so a revocation works at once.
 *
 * A session is read from the database at most every SESSION_TRUSTED_MS and process. A revocation anywhere reaches every
 * process by NOTIFY within milliseconds and drops it here; the interval is only for what sends no notice (a role that
 * changed, a notification lost with its connection).
 */
import { Refusal, type Scope } from '@balcao/domain';
import { type Database, inCompany } from '../db/index.ts';
import type { Log } from '../logging.ts';
import { issueAccessToken, readAccessToken } from './accessToken.ts';
import type { Actor } from './actor.ts';
import { exchangeRefreshToken } from './exchangeRefreshToken.ts';
import { createGuesses, type Guess, type Guesses } from './guesses.ts';
import { createKeys } from './keys.ts';
import { looksLikeKey } from './keyToken.ts';
import { companyOf, hashOf } from './refreshToken.ts';
import { openSession } from './signIn.ts';
import { lockRefreshToken, revokeSessions, type SessionState, type SignedInUser, sessionState } from './store.ts';

/** Longer: fewer reads, later effect of a changed role. One read is about 0.3 ms. */
const SESSION_TRUSTED_MS = 5_000;
/** One entry is about 300 bytes. */
const SESSIONS_REMEMBERED = 20_000;

export type SignedIn = { accessToken: string; refreshToken: string; expiresAt: Date; user: SignedInUser };
export type Viewer = { actor: Actor; sessionId: string };
/** Whoever calls: somebody signed in, or a program with a key of theirs. */
export type Caller = {
  actor: Actor;
  by: { kind: 'session'; sessionId: string } | { kind: 'key'; keyId: string; scopes: readonly Scope[] };
};

export type Sessions = {
  /** What was guessed lately, by account and address. */
  guesses: Guesses;
  /** @throws Refusal `auth.wrongCredentials`, `auth.chooseCompany`, `auth.tooManyAttempts` */
  signIn(wish: {
    email: string;
    password: string;
    company: string | null;
    device: string;
    address: string;
  }): Promise<SignedIn>;
  /** @throws Refusal `auth.signedOut` */
  refresh(refreshToken: string): Promise<SignedIn>;
  /** Ends the session of the token; a token of no open session is no error. */
  signOut(refreshToken: string): Promise<void>;
  /**
   * @param companyDomain what the caller says about itself (X-Company-Domain), if anything.
   * @throws Refusal `auth.signedOut`, `auth.companyMismatch`
   */
  authenticate(accessToken: string | null, companyDomain?: string | null): Promise<Viewer>;
  /** As `authenticate`, for faces that also take API keys. What a key may do there is the face's to check. */
  identify(token: string | null, companyDomain?: string | null): Promise<Caller>;
  /** Calls `listener` with the id of every session or key that ends before its time, in any process. @returns stop listening. */
  onRevoked(listener: (sessionId: string) => void): () => void;
  /** The ear for the database's notifications (SESSION_REVOKED_CHANNEL). */
  revokedSomewhere(sessionId: string): void;
  /** Notifications may have been lost: nothing that is remembered counts any longer. */
  forgetAll(): void;
};

export function createSessions(options: {
  database: Database;
  secret: Uint8Array;
  log: Log;
  now: () => Date;
}): Sessions {
  const { database, secret, log, now } = options;
  const guesses = createGuesses({ database, secret });
  const keys = createKeys({ database, now });
  const listeners = new Set<(sessionId: string) => void>();
  const known = new Map<string, { state: SessionState; readAtMs: number }>();

  async function stateOf(companyId: string, sessionId: string): Promise<SessionState | null> {
    const remembered = known.get(sessionId);
    if (remembered && now().getTime() - remembered.readAtMs < SESSION_TRUSTED_MS) return remembered.state;
    const readAtMs = now().getTime();
    const state = await inCompany(database, companyId, (trx) => sessionState(trx, companyId, sessionId, now()));
    known.delete(sessionId);
    if (!state?.holds) return null;
    known.set(sessionId, { state, readAtMs });
    const [oldest] = known.keys();
    if (known.size > SESSIONS_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return state;
  }

  async function tokensFor(opened: { sessionId: string; refreshToken: string; user: SignedInUser }): Promise<SignedIn> {
    const { sessionId, refreshToken, user } = opened;
    const claims = { userId: user.id, companyId: user.companyId, sessionId };
    return { ...(await issueAccessToken(secret, claims, now())), refreshToken, user };
  }

  return {
    guesses,

    async signIn({ address, ...wish }) {
      const account: Guess = { kind: 'account', of: wish.email };
      const from: Guess = { kind: 'address', of: address };
      const retryAfterSeconds = await guesses.begin([account, from], now());
      if (retryAfterSeconds !== null) throw new Refusal({ code: 'auth.tooManyAttempts', retryAfterSeconds });
      const opened = await openSession(database, wish, now()).catch(async (error: unknown) => {
        // Only a wrong password is a guess; an open company or a database that is down is nobody's fault.
        const guessed = error instanceof Refusal && error.problem.code === 'auth.wrongCredentials';
        if (!guessed) await guesses.forgive({ cleared: [], returned: [account, from] });
        throw error;
      });
      await guesses.forgive({ cleared: [account], returned: [from] });
      log.info(
        { event: 'auth.signedIn', company: opened.user.companyId, user: opened.user.id, session: opened.sessionId },
        'signed in',
      );
      return tokensFor(opened);
    },

    async refresh(token) {
      const companyId = companyOf(token);
      if (!companyId) throw new Refusal({ code: 'auth.signedOut' });
      const exchange = await inCompany(database, companyId, (trx) =>
        exchangeRefreshToken(trx, secret, { token, companyId }, now()),
      );
      if (exchange.kind === 'exchanged') return tokensFor(exchange);
      if (exchange.kind === 'stolen') {
        const { sessionId: session, userId: user } = exchange;
        log.warn(
          { event: 'auth.tokenReused', company: companyId, user, session },
          'a used refresh token came back: session ended',
        );
      }
      throw new Refusal({ code: 'auth.signedOut' });
    },

    async signOut(token) {
      const companyId = companyOf(token);
      if (!companyId) return;
      await inCompany(database, companyId, async (trx) => {
        const found = await lockRefreshToken(trx, companyId, hashOf(token));
        if (found) await revokeSessions(trx, companyId, { sessionId: found.sessionId }, 'signedOut', now());
      });
    },

    async authenticate(accessToken, companyDomain = null) {
      if (!accessToken) throw new Refusal({ code: 'auth.signedOut' });
      const { companyId, sessionId, userId } = await readAccessToken(secret, accessToken, now());
      const state = await stateOf(companyId, sessionId);
      if (!state || state.userId !== userId) throw new Refusal({ code: 'auth.signedOut' });
      if (companyDomain !== null && companyDomain !== state.companyDomain)
        throw new Refusal({ code: 'auth.companyMismatch' });
      return { actor: { companyId, userId, role: state.role, queueIds: state.queueIds }, sessionId };
    },

    async identify(token, companyDomain = null) {
      if (token === null || !looksLikeKey(token)) {
        const { actor, sessionId } = await this.authenticate(token, companyDomain);
        return { actor, by: { kind: 'session', sessionId } };
      }
      const key = await keys.authenticate(token);
      if (companyDomain !== null && companyDomain !== key.companyDomain)
        throw new Refusal({ code: 'auth.companyMismatch' });
      return { actor: key.actor, by: { kind: 'key', keyId: key.keyId, scopes: key.scopes } };
    },

    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    revokedSomewhere(sessionId) {
      known.delete(sessionId);
      keys.revokedSomewhere(sessionId);
      for (const listener of listeners) listener(sessionId);
    },

    forgetAll() {
      known.clear();
      keys.forgetAll();
    },
  };
}
