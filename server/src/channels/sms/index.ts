import type { ChannelAdapter } from '../adapter.ts';
import { type SmsCredentials, smsCredentials } from './account.ts';
import { parseItem } from './parse.ts';
import { downloadMedia, sendMessage, validateAccount } from './send.ts';
import { verifySignature } from './signature.ts';
import { readForm, splitDelivery } from './split.ts';

/** SMS and MMS through Twilio. */
export const sms: ChannelAdapter<SmsCredentials> = {
  kind: 'sms',
  credentials: smsCredentials,
  webhook: {
    path: '/webhooks/sms',
    secretsOf: 'channel',
    signingSecret: (credentials) => credentials.authToken,
    verifyToken: () => null,
    verify: verifySignature,
    challenge: () => null,
    read: readForm,
    split: splitDelivery,
    // An empty TwiML document: answer nothing on the spot.
    accepted: { status: 200, type: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>' },
  },
  parse: parseItem,
  send: sendMessage,
  downloadMedia,
  validate: validateAccount,
};
