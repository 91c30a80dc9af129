import { z } from 'zod';
import type { Account } from '../adapter.ts';

/** What an SMS channel keeps sealed. `externalId` is the number in E.164 that sends and receives. */
export const smsCredentials = z.object({
  accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'AC and 32 hexadecimal digits'),
  authToken: z.string().min(1),
  /** Where Twilio tells what became of a message; empty: it is not asked to. */
  statusCallback: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
});
export type SmsCredentials = z.output<typeof smsCredentials>;
export type SmsAccount = Account<SmsCredentials>;

export function apiUrl({ credentials: { baseUrl, accountSid } }: SmsAccount, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${accountSid}${path}`;
}

export function basic({ credentials: { accountSid, authToken } }: SmsAccount) {
  return { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
}
