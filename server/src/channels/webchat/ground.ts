import type { Database, Log } from '../../db/index.ts';
import type { MediaFiles } from '../../media/index.ts';
import { type Accept, createAcceptance } from '../accept.ts';
import type { CredentialKeys } from '../credentials.ts';
import { type Webchat, webchatDirectory } from './directory.ts';
import type { WebchatItem } from './parse.ts';
import type { Visitor } from './visitorToken.ts';

export type WebchatOptions = {
  database: Database;
  log: Log;
  credentialKeys: CredentialKeys;
  files: MediaFiles;
  /** Signs visitors' tokens and links to files. */
  secret: Uint8Array;
  /** The built widget, `apps/webchat/dist/widget.js`. */
  widgetFile: string;
};

/** What both faces of the web chat (HTTP and sockets) stand on. */
export type WebchatGround = WebchatOptions & {
  webchat(channelId: string): Promise<Webchat | null>;
  /** Durable, with its lane, when it resolves (INB-06). */
  take(visitor: Visitor, item: WebchatItem, correlationId: string): Promise<void>;
};

export function webchatGround(options: WebchatOptions): WebchatGround {
  const accept: Accept = createAcceptance(options.database, 'webchat');
  return {
    ...options,
    webchat: webchatDirectory(options.database, options.credentialKeys, options.log),
    take: ({ companyId, channelId, visitorId }, payload, correlationId) =>
      accept({
        correlationId,
        items: [{ channel: { companyId, channelId }, account: null, person: visitorId, payload }],
      }),
  };
}
