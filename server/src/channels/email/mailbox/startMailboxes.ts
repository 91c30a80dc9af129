import type { Database, Log } from '../../../db/index.ts';
import type { MediaFiles } from '../../../media/index.ts';
import { createAcceptance } from '../../accept.ts';
import { type CredentialKeys, openCredentials } from '../../credentials.ts';
import { channelsOfKind } from '../../store.ts';
import { type EmailAccount, emailCredentials } from '../account.ts';
import { type WatchOptions, watchMailbox } from './watchMailbox.ts';

export type Mailboxes = { stop(): Promise<void> };
export type MailboxesOptions = { database: Database; log: Log; files: MediaFiles; credentialKeys: CredentialKeys };

/** Told by a trigger when a mailbox was set up or its settings changed (migration 0051). */
const CHANNEL = 'mailboxes';

/** Watches every mailbox of the installation, from the moment it is set up. Paused ones too: what people write arrives. */
export async function startMailboxes({ database, log, files, credentialKeys }: MailboxesOptions): Promise<Mailboxes> {
  const accept = createAcceptance(database, 'email');
  const watched = new Map<string, { sealed: string; leave: AbortController; done: Promise<void> }>();
  const leaving = new Map<string, Promise<void>>();
  let isStopped = false;

  function accountOf(row: Awaited<ReturnType<typeof channelsOfKind>>[number]): EmailAccount | null {
    try {
      const opened = openCredentials(credentialKeys, row, row.credentials);
      return { externalId: row.externalId, credentials: emailCredentials.parse(opened) };
    } catch (error) {
      log.error(
        { err: error, channel: row.channelId, company: row.companyId },
        'the settings of a mailbox cannot be opened',
      );
      return null;
    }
  }

  /** The watch of before must have left the mailbox, or its lease would keep the new one out. */
  async function after(former: Promise<void> | undefined, options: WatchOptions): Promise<void> {
    await former;
    await watchMailbox(options);
  }

  function leave(channelId: string): void {
    const watch = watched.get(channelId);
    if (!watch) return;
    watch.leave.abort();
    watched.delete(channelId);
    leaving.set(channelId, watch.done);
  }

  async function look(): Promise<void> {
    const rows = await channelsOfKind(database, 'email');
    if (isStopped) return;
    const wanted = new Map(rows.map((row) => [row.channelId, row]));
    for (const [channelId, { sealed }] of watched) {
      if (wanted.get(channelId)?.credentials !== sealed) leave(channelId);
    }
    for (const [channelId, row] of wanted) {
      const account = watched.has(channelId) ? null : accountOf(row);
      if (!account) continue;
      const stop = new AbortController();
      const { companyId } = row;
      const options = {
        database,
        log,
        files,
        accept,
        mailbox: { companyId, channelId },
        account,
        stopping: stop.signal,
      };
      watched.set(channelId, { sealed: row.credentials, leave: stop, done: after(leaving.get(channelId), options) });
    }
  }

  let looking: Promise<void> = Promise.resolve();
  const lookAgain = (): void => {
    looking = looking.then(look).catch((error: unknown) => log.warn({ err: error }, 'mailboxes could not be listed'));
  };
  const unsubscribe = await database.listener.subscribe({
    channel: CHANNEL,
    onNotification: lookAgain,
    onGap: lookAgain,
  });
  lookAgain();

  return {
    stop: async () => {
      isStopped = true;
      unsubscribe();
      await looking;
      for (const channelId of [...watched.keys()]) leave(channelId);
      await Promise.all(leaving.values());
    },
  };
}
