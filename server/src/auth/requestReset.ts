import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@balcao/domain';
import type { CredentialKeys } from '../channels/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { mailWords, queueMail } from '../mail/index.ts';
import type { Guesses } from './guesses.ts';
import { makeLink } from './passwordLink.ts';
import { signedInUser, signInCandidates } from './store.ts';

/** Accounts of one address that get a mail; more share it only in a test. */
const MOST_ACCOUNTS = 8;
/** An answer takes so long at least: whether there is an account must not be told by the time it takes. */
const ANSWERS_AFTER_MS = 400;

export type ResetGround = { database: Database; credentialKeys: CredentialKeys; guesses: Guesses };

/**
 * Sends a link for a new password to every active account of an e-mail address; the answer is the same where there is
 * none, and where one asked too often for the same account.
 * @param base where links lead: `https://desk.example.com`.
 * @throws Refusal `auth.tooManyAttempts` for an address that asks for many.
 */
export async function requestReset(
  { database, credentialKeys, guesses }: ResetGround,
  { email, company, address, base }: { email: string; company: string | null; address: string; base: string },
  now: Date,
): Promise<void> {
  const retryAfterSeconds = await guesses.begin([{ kind: 'resetAddress', of: address }], now);
  if (retryAfterSeconds !== null) throw new Refusal({ code: 'auth.tooManyAttempts', retryAfterSeconds });
  await Promise.all([sleep(ANSWERS_AFTER_MS), send()]);

  async function send(): Promise<void> {
    if ((await guesses.begin([{ kind: 'resetAccount', of: email }], now)) !== null) return;
    const accounts = (await signInCandidates(database, email)).filter(
      ({ companyDomain }) => company === null || companyDomain === company,
    );
    for (const { companyId, userId } of accounts.slice(0, MOST_ACCOUNTS)) {
      await inCompany(database, companyId, async (trx) => {
        const user = await signedInUser(trx, companyId, userId);
        if (!user) return;
        const token = await makeLink(trx, { companyId, userId, kind: 'reset' }, now);
        const words = mailWords(user.language, 'reset', {
          name: user.name,
          company: user.companyName,
          link: `${base}/set-password#${token}`,
        });
        await queueMail(trx, credentialKeys, companyId, { to: user.email, ...words });
      });
    }
  }
}
