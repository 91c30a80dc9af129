import type { ChannelAdapter } from '../adapter.ts';
import { jsonOf } from '../loose.ts';
import { type WhaticketCredentials, whaticketCredentials } from './account.ts';
import { parseItem } from './parse.ts';
import { downloadMedia, sendMessage, validateAccount } from './send.ts';
import { proofOf, verifySignature } from './signature.ts';
import { splitDelivery } from './split.ts';

/** Whaticket (CONN-07): somebody else's gateway to WhatsApp. */
export const whaticket: ChannelAdapter<WhaticketCredentials> = {
  kind: 'whaticket',
  credentials: whaticketCredentials,
  webhook: {
    path: '/webhook/whaticket',
    secretsOf: 'channel',
    signingSecret: proofOf,
    verifyToken: () => null,
    verify: verifySignature,
    challenge: () => null,
    read: jsonOf,
    split: splitDelivery,
    accepted: { status: 202, type: 'application/json', body: '{"queued":true}' },
  },
  parse: parseItem,
  send: sendMessage,
  downloadMedia,
  validate: validateAccount,
};
