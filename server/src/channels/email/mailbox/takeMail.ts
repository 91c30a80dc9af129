import { createHash, randomUUID } from 'node:crypto';
import { UPLOAD_LIMIT_BYTES } from '@balcao/domain';
import type { ImapFlow } from 'imapflow';
import type { MediaFiles } from '../../../media/index.ts';
import type { Accept } from '../../accept.ts';
import { NOBODY } from '../../loose.ts';
import type { MailItem } from '../mailItem.ts';
import { type FreshFile, readMail } from '../readMail.ts';
import type { Mailbox } from './mailboxStore.ts';

/** What a mail looks like before it is fetched. */
export type Listed = { uid: number; sizeBytes: number; receivedAt: Date; messageId: string };

/** Larger ones stay in the mailbox; their head is shown, and where to find them. Most servers take 25 to 35 MB. */
export const MOST_FETCHED_BYTES = 50 * 1024 * 1024;

export type Taking = {
  mailbox: Mailbox;
  uidValidity: number;
  own: string;
  accept: Accept;
  files: MediaFiles;
  isCrowd(address: string, atMs: number): boolean;
};

/**
 * Fetches one mail, keeps its files, and accepts it durably, with the lane that will handle it (INB-06). All mails of a
 * mailbox share a lane: they are handled in the order in which they came, and no two of one thread race.
 */
export async function takeMail(
  client: ImapFlow,
  { uid, sizeBytes, receivedAt }: Listed,
  taking: Taking,
): Promise<void> {
  const isTooLarge = sizeBytes > MOST_FETCHED_BYTES;
  const wanted = isTooLarge ? ({ headers: true } as const) : ({ source: true } as const);
  const fetched = await client.fetchOne(String(uid), wanted, { uid: true });
  const bytes = fetched ? (isTooLarge ? fetched.headers : fetched.source) : undefined;
  if (!bytes) return; // moved or deleted since it was listed
  const read = await readMail({ uid, bytes, receivedAt, own: taking.own });
  const payload =
    read.item.kind === 'mail' ? await withFiles(taking, uid, read.item, read.files, isTooLarge) : read.item;
  const { mailbox, accept } = taking;
  await accept({ correlationId: randomUUID(), items: [{ channel: mailbox, account: null, person: NOBODY, payload }] });
}

async function withFiles(
  taking: Taking,
  uid: number,
  mail: Omit<Extract<MailItem, { kind: 'mail' }>, 'files'>,
  files: readonly FreshFile[],
  isTooLarge: boolean,
): Promise<MailItem> {
  const kept = [];
  for (const [index, { bytes, ...file }] of files.entries()) {
    kept.push({ ...file, stagedId: bytes === 'blocked' ? bytes : await stage(taking, uid, index, bytes) });
  }
  const isCrowd = mail.automatic === null && taking.isCrowd(mail.from.address, mail.at);
  return {
    ...mail,
    files: kept,
    automatic: isCrowd ? 'loop' : mail.automatic,
    isCut: mail.isCut || isTooLarge,
  };
}

/** The same part of the same mail has the same id: fetched again after a crash, it takes its own place. */
async function stage(
  { mailbox, uidValidity, files }: Taking,
  uid: number,
  index: number,
  bytes: Uint8Array,
): Promise<string> {
  const name = [mailbox.channelId, uidValidity, uid, index].join(':');
  const digest = createHash('sha256').update(name).digest('hex');
  // A UUID of version 8: made by a rule of ours (RFC 9562, 5.8).
  const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  await files.put(mailbox.companyId, id, [bytes], UPLOAD_LIMIT_BYTES);
  return id;
}
