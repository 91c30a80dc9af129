import type { ChannelAdapter } from '../adapter.ts';
import { type WebchatSettings, webchatSettings } from './account.ts';
import { parseItem } from './parse.ts';

/**
 * The chat on a company's own site. The platform is ourselves: what is sent lies in the database, and whoever has the page
 * open hears of it from sockets.ts; the others find it when they come back.
 */
export const webchat: ChannelAdapter<WebchatSettings> = {
  kind: 'webchat',
  credentials: webchatSettings,
  webhook: null,
  parse: parseItem,
  send: async (_account, message) => {
    if (!message.to.some((identity) => identity.kind === 'webchat')) {
      return { kind: 'rejected', code: 'contact.unreachable', detail: 'no web chat visitor' };
    }
    return { kind: 'accepted', providerId: `webchat.${message.ourId}` };
  },
  downloadMedia: async (_account, fileId) => ({ kind: 'staged', fileId }),
  validate: async ({ credentials }) => ({ kind: 'valid', address: credentials.origins[0] ?? '' }),
};
