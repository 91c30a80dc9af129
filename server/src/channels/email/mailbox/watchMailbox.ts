import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, inCompany, type Log, type Trx } from '../../../db/index.ts';
import type { MediaFiles } from '../../../media/index.ts';
import type { Accept } from '../../accept.ts';
import type { EmailAccount } from '../account.ts';
import { imapConnection, imapProblem } from '../imap.ts';
import { createCrowding } from './crowding.ts';
import {
  claimMailbox,
  knownIds,
  leaveMailbox,
  type Mailbox,
  moveOn,
  noteState,
  type Position,
} from './mailboxStore.ts';
import { readMailbox } from './readMailbox.ts';

/** Renewed three times within it. Lower: a process that pauses loses its mailboxes. Higher: a killed one's wait longer. */
const LEASE_SECONDS = 30;
/** After a connection broke: at once, then slower. A wrong password mends itself by nobody's trying again. */
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const LOGIN_PAUSE_MS = 5 * 60_000;

export type WatchOptions = {
  database: Database;
  log: Log;
  files: MediaFiles;
  accept: Accept;
  mailbox: Mailbox;
  account: EmailAccount;
  stopping: AbortSignal;
};

/**
 * Keeps one mailbox read for as long as it is wanted: reads what came, waits in IDLE for more, and comes back by itself
 * when the connection breaks, slower each time. One process at a time does it, by a lease.
 */
export async function watchMailbox(options: WatchOptions): Promise<void> {
  const { mailbox, log, stopping } = options;
  const holder = randomUUID();
  const inside = <Result>(work: (trx: Trx) => Promise<Result>) => inCompany(options.database, mailbox.companyId, work);
  for (let failures = 0; !stopping.aborted; ) {
    let pauseMs = (LEASE_SECONDS * 1000) / 3;
    try {
      const position = await inside((trx) => claimMailbox(trx, mailbox, holder, LEASE_SECONDS));
      if (position) {
        await stay(options, holder, position, () => {
          failures = 0;
        });
        pauseMs = SHORTEST_PAUSE_MS;
      }
    } catch (error) {
      if (stopping.aborted) break;
      failures += 1;
      const { code, detail } = imapProblem(error);
      const growing = Math.min(SHORTEST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      pauseMs = code === 'email.login' ? LOGIN_PAUSE_MS : growing;
      log.warn(
        { channel: mailbox.channelId, company: mailbox.companyId, code, detail, pauseMs },
        'a mailbox cannot be read',
      );
      // Connections break now and then; a second failure in a row is worth telling.
      if (code === 'email.login' || failures > 1) {
        await inside((trx) => noteState(trx, mailbox, `${code}: ${detail}`)).catch(() => {});
      }
    }
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => {});
  }
  await inside((trx) => leaveMailbox(trx, mailbox, holder)).catch((error: unknown) =>
    log.warn({ err: error, channel: mailbox.channelId }, 'a mailbox is left by its lease only'),
  );
}

/** Connected until the connection ends, the lease is lost, or nobody wants it any more. */
async function stay(options: WatchOptions, holder: string, claimed: Position, onWell: () => void): Promise<void> {
  const { database, mailbox, account, stopping, log } = options;
  const client = imapConnection(account);
  const ended = new AbortController();
  const untilEnd = AbortSignal.any([stopping, ended.signal]);
  let failure: unknown = null;
  const end = (error?: unknown) => {
    failure ??= error;
    ended.abort();
  };
  // Heard from before the mailbox is opened: nothing that arrives meanwhile is overlooked.
  let hasNews = true;
  let wake = (): void => {};
  client.on('exists', () => {
    hasNews = true;
    wake();
  });
  untilEnd.addEventListener('abort', () => wake());
  client.on('close', () => end());
  client.on('error', end);
  const keep = async (read: Partial<Position>): Promise<void> => {
    const held = await inCompany(database, mailbox.companyId, (trx) =>
      moveOn(trx, mailbox, holder, LEASE_SECONDS, read),
    );
    if (!held) throw new Error('another process has taken the mailbox');
  };
  const renewing = setInterval(() => void keep({}).catch(end), (LEASE_SECONDS * 1000) / 3);
  const isCrowd = createCrowding();
  let position = claimed;
  try {
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    await inCompany(database, mailbox.companyId, (trx) => noteState(trx, mailbox, null));
    log.info({ channel: mailbox.channelId, company: mailbox.companyId }, 'a mailbox is being watched');
    while (!untilEnd.aborted) {
      hasNews = false;
      position = await readMailbox(client, {
        mailbox,
        own: account.externalId,
        accept: options.accept,
        files: options.files,
        isCrowd,
        position,
        known: (box, ids) => inCompany(database, box.companyId, (trx) => knownIds(trx, box, ids)),
        moveOn: keep,
        stopping: untilEnd,
      });
      onWell();
      if (hasNews || untilEnd.aborted) continue;
      const news = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // Not awaited: it lasts until the next command, which is ours when news comes.
      void client.idle().catch(end);
      await news;
    }
    if (failure && !stopping.aborted) throw failure;
  } finally {
    clearInterval(renewing);
    client.close();
  }
}
