import { z } from 'zod';
import type { Account } from '../../adapter.ts';

/** What a Messenger or Instagram channel keeps sealed. `externalId` is the page's or the professional account's id. */
const credentials = (baseUrl: string) =>
  z.object({
    accessToken: z.string().min(1),
    /** Signs this account's webhooks; empty: the installation's `META_APP_SECRET` does. */
    appSecret: z.string().default(''),
    verifyToken: z.string().default(''),
    baseUrl: z.url({ protocol: /^https?$/ }).default(baseUrl),
    apiVersion: z
      .string()
      .regex(/^v\d+\.\d+$/)
      .default('v25.0'),
  });

export const facebookCredentials = credentials('https://graph.facebook.com');
/** With Instagram Login; an account that hangs on a page sets the base address of Messenger. */
export const instagramCredentials = credentials('https://graph.instagram.com');
export type MessagingCredentials = z.output<typeof facebookCredentials>;
export type MessagingAccount = Account<MessagingCredentials>;

export function graphUrl({ credentials: { baseUrl, apiVersion } }: MessagingAccount, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/${apiVersion}/${path}`;
}

export const bearer = ({ credentials }: MessagingAccount) => ({ authorization: `Bearer ${credentials.accessToken}` });
