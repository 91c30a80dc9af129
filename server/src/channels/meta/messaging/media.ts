import { z } from 'zod';
import type { DownloadOutcome, ValidationOutcome } from '../../adapter.ts';
import { callPlatform, downloadFrom } from '../../connection.ts';
import { refusalOf } from '../refusals.ts';
import { bearer, graphUrl, type MessagingAccount } from './account.ts';

/** Files are named by the address they lie at: signed, public and short-lived. */
export function downloadMedia(account: MessagingAccount, address: string): Promise<DownloadOutcome> {
  return downloadFrom(address, { trustedOrigin: account.credentials.baseUrl });
}

const page = z.looseObject({ name: z.string().default(''), username: z.string().default('') });

/** The account's own page: whether the token opens it, and its name. */
export async function validateAccount(fields: string, account: MessagingAccount): Promise<ValidationOutcome> {
  const url = `${graphUrl(account, account.externalId)}?fields=${fields}`;
  const answered = await callPlatform(url, { method: 'GET', headers: bearer(account) });
  if (answered.kind !== 'answer') return { kind: 'invalid', reason: `${answered.code}: ${answered.detail}` };
  const { response, answer } = answered;
  if (!response.ok) {
    const refusal = refusalOf(response.status, response.headers, answer, Date.now());
    const words = refusal.kind === 'accepted' ? [] : [refusal.code, refusal.detail];
    return { kind: 'invalid', reason: words.filter(Boolean).join(': ') };
  }
  const found = page.safeParse(answer).data;
  return { kind: 'valid', address: found?.username ? `@${found.username}` : (found?.name ?? '') };
}

const profile = z.looseObject({
  name: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
});

/** Webhooks name people by id alone. @returns an empty text when the platform does not say. */
export async function nameOf(fields: string, account: MessagingAccount, personId: string): Promise<string> {
  const url = `${graphUrl(account, encodeURIComponent(personId))}?fields=${fields}`;
  const answered = await callPlatform(url, { method: 'GET', headers: bearer(account) });
  if (answered.kind !== 'answer' || !answered.response.ok) return '';
  const found = profile.safeParse(answered.answer).data;
  return found?.name || [found?.first_name, found?.last_name].filter(Boolean).join(' ') || found?.username || '';
}
