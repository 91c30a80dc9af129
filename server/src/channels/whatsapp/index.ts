import type { ChannelAdapter } from '../adapter.ts';
import { metaWebhook } from '../meta/webhook.ts';
import { type WhatsappCredentials, whatsappCredentials } from './account.ts';
import { downloadMedia, STANDARD_PER_SECOND, validateAccount } from './media.ts';
import { parseItem } from './parse.ts';
import { sendMessage } from './send.ts';
import { splitDelivery } from './split.ts';
import { tell } from './tell.ts';
import { listTemplates } from './templates.ts';

/** Meta's Cloud API for WhatsApp. */
export const whatsapp: ChannelAdapter<WhatsappCredentials> = {
  kind: 'whatsapp',
  credentials: whatsappCredentials,
  // Source: Meta, Cloud API, "Throughput" (2026-05-21): 80 a second; "pair rate limit": 45 at once, then one in 6 seconds.
  pace: { perSecond: STANDARD_PER_SECOND, pair: { burst: 45, everyMs: 6_000 } },
  webhook: {
    ...metaWebhook('/webhooks/whatsapp'),
    signingSecret: (credentials) => credentials.appSecret || null,
    verifyToken: (credentials) => credentials.verifyToken || null,
    split: splitDelivery,
  },
  parse: parseItem,
  send: sendMessage,
  downloadMedia,
  validate: validateAccount,
  templates: listTemplates,
  tell,
};
