import { z } from 'zod';
import { type ConnectionFailure, callPlatform } from '../connection.ts';
import { apiUrl, type WhaticketAccount } from './account.ts';

export type TokenOutcome =
  | { kind: 'token'; token: string; isCached: boolean }
  | ConnectionFailure
  | { kind: 'blocked'; code: string; detail: string };

const signedIn = z.looseObject({ token: z.string().min(1) });
const claims = z.looseObject({ exp: z.number().optional() });

/** A JWT that ends while it is on its way would be refused: it counts as ended this much earlier. */
const MARGIN_MS = 30_000;
/** For a token that does not say when it ends. */
const UNKNOWN_LIFE_MS = 10 * 60 * 1000;

/** Tokens of this process, by who signs in where: what one sign-in gave serves every message until it ends (CONN-07). */
const kept = new Map<string, { token: string; endsAt: number }>();
const signingIn = new Map<string, Promise<TokenOutcome>>();

export async function tokenFor(account: WhaticketAccount, now: number): Promise<TokenOutcome> {
  const { credentials } = account;
  if ('token' in credentials) return { kind: 'token', token: credentials.token, isCached: false };
  const key = keyOf(account);
  const known = kept.get(key);
  if (known && known.endsAt - MARGIN_MS > now) return { kind: 'token', token: known.token, isCached: true };
  // Messages that go out side by side share one sign-in.
  const running = signingIn.get(key) ?? signIn(account, credentials, now).finally(() => signingIn.delete(key));
  signingIn.set(key, running);
  return running;
}

/** After a 401: Whaticket may have been restarted with another secret. */
export function forgetToken(account: WhaticketAccount): void {
  kept.delete(keyOf(account));
}

async function signIn(
  account: WhaticketAccount,
  { email, password }: { email: string; password: string },
  now: number,
): Promise<TokenOutcome> {
  const answered = await callPlatform(apiUrl(account, '/auth/login'), { json: { email, password } });
  // Whatever became of the sign-in, no message has left.
  if (answered.kind !== 'answer') return { ...answered, kind: 'refused' };
  const { response, answer } = answered;
  if (!response.ok) {
    const about = { code: `whaticket.login.${response.status}`, detail: 'sign-in refused' };
    return { kind: response.status >= 500 || response.status === 429 ? 'refused' : 'blocked', ...about };
  }
  const found = signedIn.safeParse(answer).data;
  if (!found) return { kind: 'refused', code: 'answer.unreadable', detail: 'signed in, but without a token' };
  kept.set(keyOf(account), { token: found.token, endsAt: endOf(found.token) ?? now + UNKNOWN_LIFE_MS });
  return { kind: 'token', token: found.token, isCached: false };
}

/** RFC 7519, 4.1.4: seconds. The signature is Whaticket's business. */
function endOf(token: string): number | null {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { exp } = claims.parse(JSON.parse(payload));
    return exp === undefined ? null : exp * 1000;
  } catch {
    return null;
  }
}

const keyOf = ({ credentials }: WhaticketAccount): string =>
  'email' in credentials ? `${credentials.baseUrl} ${credentials.email} ${credentials.password}` : '';
