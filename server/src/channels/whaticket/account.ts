import { z } from 'zod';
import type { Account } from '../adapter.ts';

const common = {
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** Signs deliveries (`X-Signature`). */
  webhookSecret: z.string().min(8),
  /** `X-Webhook-Token`; empty: none is asked for. */
  webhookToken: z.string().default(''),
};

/** What a Whaticket channel keeps sealed: a token that never ends, or a user to sign in as. `externalId` names the connection. */
export const whaticketCredentials = z.union([
  z.object({ ...common, token: z.string().min(1) }),
  z.object({ ...common, email: z.email(), password: z.string().min(1) }),
]);
export type WhaticketCredentials = z.output<typeof whaticketCredentials>;
export type WhaticketAccount = Account<WhaticketCredentials>;

export const apiUrl = ({ credentials }: WhaticketAccount, path: string): string =>
  `${credentials.baseUrl.replace(/\/+$/, '')}${path}`;
