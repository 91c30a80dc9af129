import type { ChannelAdapter } from '../adapter.ts';
import { metaWebhook } from '../meta/webhook.ts';
import { type WhatsappCredentials, whatsappCredentials } from './account.ts';
import { downloadMedia, validateAccount } from './media.ts';
import { parseItem } from './parse.ts';
import { sendMessage } from './send.ts';
import { splitDelivery } from './split.ts';

/** Meta's Cloud API for WhatsApp. */
export const whatsapp: ChannelAdapter<WhatsappCredentials> = {
  kind: 'whatsapp',
  credentials: whatsappCredentials,
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
};
