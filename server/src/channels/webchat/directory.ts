import type { Database, Log } from '../../db/index.ts';
import { type CredentialKeys, openCredentials } from '../credentials.ts';
import { channelsOfKind } from '../store.ts';
import { type WebchatSettings, webchatSettings } from './account.ts';

export type Webchat = { companyId: string; channelId: string; settings: WebchatSettings };

/** Settings that changed count after this. Lower: every page that shows the chat reads them. */
const REREAD_MS = 5_000;

/** The web chats by their id, before a company is known. A page that asks for one that is nobody's makes us read no more often. */
export function webchatDirectory(
  database: Database,
  keys: CredentialKeys,
  log: Log,
): (channelId: string) => Promise<Webchat | null> {
  let known = new Map<string, Webchat>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const rows = await channelsOfKind(database, 'webchat');
    known = new Map(
      rows.flatMap(({ companyId, channelId, credentials }): [string, Webchat][] => {
        try {
          const settings = webchatSettings.parse(openCredentials(keys, { companyId, channelId }, credentials));
          return [[channelId, { companyId, channelId, settings }]];
        } catch (error) {
          log.error(
            { err: error, channel: channelId, company: companyId },
            'the settings of a web chat cannot be opened',
          );
          return [];
        }
      }),
    );
    readAt = performance.now();
  }

  return async (channelId) => {
    if (performance.now() - readAt > REREAD_MS) {
      reading ??= read().finally(() => {
        reading = null;
      });
      await reading;
    }
    return known.get(channelId) ?? null;
  };
}
