import { Refusal } from '@balcao/domain';
import { type Database, inCompany } from '../db/index.ts';
import { checkAgainstNobody, passwordFits } from './passwords.ts';
import { firstRefreshToken, hashOf } from './refreshToken.ts';
import {
  type Candidate,
  insertRefreshToken,
  insertSession,
  type SignedInUser,
  signedInUser,
  signInCandidates,
} from './store.ts';

/** A session nobody used for so long is over. Longer: a lost laptop stays signed in. Shorter: holidays sign people out. */
export const SESSION_IDLE_DAYS = 30;

export function sessionEnd(now: Date): Date {
  return new Date(now.getTime() + SESSION_IDLE_DAYS * 86_400_000);
}

/** More accounts of one address than this are not tried: each costs a password check. */
const CANDIDATES_TRIED = 8;

export type Opened = { sessionId: string; refreshToken: string; user: SignedInUser };

/**
 * Opens a session for whoever knows the password.
 *
 * @param company the domain, where the e-mail address exists in several companies.
 * @throws Refusal `auth.wrongCredentials` without saying which part, in the time of a right one;
 *   `auth.chooseCompany` with the companies whose password this is, and no others.
 */
export async function openSession(
  database: Database,
  wish: { email: string; password: string; company: string | null; device: string },
  now: Date,
): Promise<Opened> {
  const account = await findAccount(database, wish);
  return inCompany(database, account.companyId, async (trx) => {
    const user = await signedInUser(trx, account.companyId, account.userId);
    if (!user) throw new Refusal({ code: 'auth.wrongCredentials' });
    const { companyId } = account;
    const session = { companyId, userId: user.id, device: wish.device, expiresAt: sessionEnd(now), now };
    const sessionId = await insertSession(trx, session);
    const refreshToken = firstRefreshToken(companyId);
    await insertRefreshToken(trx, { companyId, sessionId, hash: hashOf(refreshToken), issuedAt: now });
    return { sessionId, refreshToken, user };
  });
}

async function findAccount(
  database: Database,
  { email, password, company }: { email: string; password: string; company: string | null },
): Promise<Candidate> {
  const accounts = (await signInCandidates(database, email))
    .filter((candidate) => company === null || candidate.companyDomain === company)
    .slice(0, CANDIDATES_TRIED);
  if (accounts.length === 0) await checkAgainstNobody(password);
  const fits = await Promise.all(accounts.map(({ passwordHash }) => passwordFits(password, passwordHash)));
  const [account, ...others] = accounts.filter((_account, position) => fits[position]);
  if (!account) throw new Refusal({ code: 'auth.wrongCredentials' });
  if (others.length > 0) {
    const companies = [account, ...others].map(({ companyDomain, companyName }) => ({
      domain: companyDomain,
      name: companyName,
    }));
    throw new Refusal({ code: 'auth.chooseCompany', companies });
  }
  return account;
}
