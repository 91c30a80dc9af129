import type { Database, Log } from '../db/index.ts';
import type { ChannelAdapter, WebhookSide } from './adapter.ts';
import { type CredentialKeys, openCredentials } from './credentials.ts';
import { channelsOfKind } from './store.ts';

/**
 * The channels of a kind with what their webhooks are checked by, in memory: opening credentials for each delivery would
 * cost more than all the rest of its acceptance.
 *
 * It is read again when a delivery fits nothing in it (a new channel, a new secret), at most once a REFRESH_MS, so that
 * nobody makes us read by sending rubbish; and after REREAD_MS, so that what was withdrawn stops counting.
 */
export type ChannelDirectory = {
  /** What `pick` finds among the entries, or among the entries read again when it found nothing. */
  lookUp<Found>(pick: (entries: readonly DirectoryEntry[]) => Found | null): Promise<Found | null>;
};

/** `secret` and `verifyToken` are the channel's own or else the installation's; empty when there is none. */
export type DirectoryEntry = {
  companyId: string;
  channelId: string;
  externalId: string;
  secret: string;
  verifyToken: string;
};

export type DirectoryOptions = {
  database: Database;
  credentialKeys: CredentialKeys;
  /** The installation's own: META_APP_SECRET and WHATSAPP_VERIFY_TOKEN. */
  appSecret: string | null;
  verifyToken: string | null;
  log: Log;
};

/** No channel has it. */
const INSTALLATION_ID = '00000000-0000-0000-0000-000000000000';
const REFRESH_MS = 1_000;
const REREAD_MS = 60_000;

export type Delivering = Pick<ChannelAdapter, 'kind' | 'credentials'> & { webhook: WebhookSide<unknown> };

export function channelDirectory(adapter: Delivering, given: DirectoryOptions): ChannelDirectory {
  const options = adapter.webhook.secretsOf === 'metaApp' ? given : { ...given, appSecret: null, verifyToken: null };
  let entries: readonly DirectoryEntry[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    const rows = await channelsOfKind(options.database, adapter.kind);
    entries = [...rows.flatMap((row) => entryOf(adapter, row, options)), installationOf(options)];
    readAt = performance.now();
  };
  /** Deliveries that come together share one look. */
  const refresh = (): Promise<void> => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };

  return {
    async lookUp(pick) {
      const ageMs = performance.now() - readAt;
      if (ageMs > REREAD_MS) await refresh();
      const found = pick(entries);
      if (found !== null || ageMs <= REFRESH_MS) return found;
      await refresh();
      return pick(entries);
    },
  };
}

/** What the installation's own secret signs is kept even while no channel is set up for it. */
function installationOf({ appSecret, verifyToken }: DirectoryOptions): DirectoryEntry {
  return {
    companyId: INSTALLATION_ID,
    channelId: INSTALLATION_ID,
    externalId: '',
    secret: appSecret ?? '',
    verifyToken: verifyToken ?? '',
  };
}

type Row = Awaited<ReturnType<typeof channelsOfKind>>[number];

/** A channel whose credentials cannot be opened must not silence the others: it is left out, and told. */
function entryOf(adapter: Delivering, row: Row, options: DirectoryOptions): DirectoryEntry[] {
  const { companyId, channelId, externalId } = row;
  try {
    const opened = openCredentials(options.credentialKeys, { companyId, channelId }, row.credentials);
    const credentials = adapter.credentials.parse(opened);
    const secret = adapter.webhook.signingSecret(credentials) ?? options.appSecret ?? '';
    const verifyToken = adapter.webhook.verifyToken(credentials) ?? options.verifyToken ?? '';
    return [{ companyId, channelId, externalId, secret, verifyToken }];
  } catch (error) {
    options.log.error(
      { err: error, channel: channelId, company: companyId },
      'the credentials of a channel cannot be opened',
    );
    return [];
  }
}
