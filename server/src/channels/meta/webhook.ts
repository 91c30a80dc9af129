import type { WebhookSide } from '../adapter.ts';
import { jsonOf } from '../loose.ts';
import { answerChallenge, verifySignature } from './signature.ts';

/** What WhatsApp, Instagram and Messenger share: one signature, one challenge, JSON, 200. */
export function metaWebhook(path: string) {
  return {
    path,
    secretsOf: 'metaApp',
    verify: verifySignature,
    challenge: answerChallenge,
    read: jsonOf,
    accepted: { status: 200, type: null, body: '' },
  } as const satisfies Partial<WebhookSide<unknown>>;
}
