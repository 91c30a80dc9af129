import type { ChannelAdapter } from '../../adapter.ts';
import { metaWebhook } from '../webhook.ts';
import { facebookCredentials, instagramCredentials, type MessagingCredentials } from './account.ts';
import { downloadMedia, nameOf, validateAccount } from './media.ts';
import { type Platform, parseItem } from './parse.ts';
import { sendMessage } from './send.ts';
import { splitDelivery } from './split.ts';

/** Where Messenger and Instagram differ; all else is one platform of Meta's. */
type Differences = {
  kind: Platform;
  credentials: ChannelAdapter<MessagingCredentials>['credentials'];
  path: string;
  accountFields: string;
  profileFields: string;
};

const messaging = (own: Differences): ChannelAdapter<MessagingCredentials> => ({
  kind: own.kind,
  credentials: own.credentials,
  // Source: Meta, "Rate limits" of the Send API (2026): Instagram 100 calls a second, Messenger 300, of texts.
  pace: { perSecond: own.kind === 'instagram' ? 100 : 300, pair: null },
  webhook: {
    ...metaWebhook(own.path),
    signingSecret: (credentials) => credentials.appSecret || null,
    verifyToken: (credentials) => credentials.verifyToken || null,
    split: splitDelivery,
  },
  parse: (payload) => parseItem(own.kind, payload),
  send: (account, message) => sendMessage(own.kind, account, message),
  downloadMedia,
  validate: (account) => validateAccount(own.accountFields, account),
  nameOf: (account, personId) => nameOf(own.profileFields, account, personId),
});

export const facebook = messaging({
  kind: 'facebook',
  credentials: facebookCredentials,
  path: '/webhooks/facebook',
  accountFields: 'name',
  profileFields: 'first_name,last_name',
});

export const instagram = messaging({
  kind: 'instagram',
  credentials: instagramCredentials,
  path: '/webhooks/instagram',
  accountFields: 'name,username',
  profileFields: 'name,username',
});
