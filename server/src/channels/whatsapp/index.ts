import { TEXT_LIMIT } from '@balcao/domain';
import type { ChannelAdapter } from '../adapter.ts';
import { type WhatsappCredentials, whatsappCredentials } from './account.ts';
import { downloadMedia, validateAccount } from './media.ts';
import { parseItem } from './parse.ts';
import { sendMessage } from './send.ts';
import { answerChallenge, verifySignature } from './signature.ts';
import { splitDelivery } from './split.ts';

/** Meta's Cloud API for WhatsApp. */
export const whatsapp: ChannelAdapter<WhatsappCredentials> = {
  kind: 'whatsapp',
  credentials: whatsappCredentials,
  capabilities: { sends: ['text'], textLimit: TEXT_LIMIT.whatsapp ?? 4096, replyWindow: true },
  webhook: {
    signingSecret: (credentials) => credentials.appSecret || null,
    verifyToken: (credentials) => credentials.verifyToken || null,
    verify: verifySignature,
    challenge: answerChallenge,
    split: splitDelivery,
  },
  parse: parseItem,
  send: sendMessage,
  downloadMedia,
  validate: validateAccount,
};
