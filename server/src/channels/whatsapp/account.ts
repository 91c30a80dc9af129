import { z } from 'zod';
import type { Account } from '../adapter.ts';

/** What a WhatsApp channel keeps sealed. `baseUrl` is Meta's; another address serves gateways of the same interface. */
export const whatsappCredentials = z.object({
  accessToken: z.string().min(1),
  /** Signs this account's webhooks; empty: the installation's `META_APP_SECRET` does. */
  appSecret: z.string().default(''),
  verifyToken: z.string().default(''),
  businessAccountId: z.string().default(''),
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com'),
  apiVersion: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default('v25.0'),
});
export type WhatsappCredentials = z.output<typeof whatsappCredentials>;
export type WhatsappAccount = Account<WhatsappCredentials>;

/** An address of the Graph API under the account's version. */
export function graphUrl(account: WhatsappAccount, path: string): string {
  const { baseUrl, apiVersion } = account.credentials;
  return `${baseUrl.replace(/\/+$/, '')}/${apiVersion}/${path}`;
}

export const bearer = (account: WhatsappAccount) => ({ authorization: `Bearer ${account.credentials.accessToken}` });
