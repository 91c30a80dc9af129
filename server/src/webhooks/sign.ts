/** Signatures by Standard Webhooks (standardwebhooks.com, spec): HMAC-SHA256 over id, time and body, in base64. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** 24 bytes at least, 64 at most, says the specification. */
const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

export const drawSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;

export type Outgoing = { id: string; at: Date; body: string };

/** @param secrets the present one, and the one before while its time lasts: a receiver may know either. */
export function signedHeaders({ id, at, body }: Outgoing, secrets: readonly string[]): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Balcao-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
