import type { ImapFlow } from 'imapflow';
import { readMessageId } from '../ids.ts';
import type { Mailbox, Position } from './mailboxStore.ts';
import { type Listed, type Taking, takeMail } from './takeMail.ts';

/** Fewer: more questions to the server. More: more to remember at a time. */
const LISTED_AT_ONCE = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

export type Reading = Omit<Taking, 'uidValidity'> & {
  position: Position;
  /** Of these ids, those that are messages already. */
  known(mailbox: Mailbox, ids: readonly string[]): Promise<Set<string>>;
  /** Durable when it resolves. @throws when another process has taken the mailbox */
  moveOn(position: Partial<Position>): Promise<void>;
  stopping: AbortSignal;
};

/**
 * Accepts everything that came since the last time, in the order of arrival, one mail after another: its UID is noted
 * once it is durable, so that a crash in between makes it come twice (and be known by its Message-ID), never get lost.
 *
 * A mailbox that is new to us begins with what arrives from now on. One whose UIDs were given out anew (RFC 9051,
 * 2.3.1.1: restored from a backup, moved to another server) is read again from a day before it was last read.
 */
export async function readMailbox(client: ImapFlow, reading: Reading): Promise<Position> {
  const box = client.mailbox;
  if (!box) throw new Error('no mailbox is open');
  const uidValidity = Number(box.uidValidity);
  const { position } = reading;
  if (position.uidValidity === null) {
    return settle(reading, { uidValidity, lastUid: Math.max(0, box.uidNext - 1), readAt: new Date() });
  }
  const startedAt = new Date();
  const isAnew = position.uidValidity !== uidValidity;
  const uids = isAnew
    ? await search(client, { since: new Date((position.readAt ?? startedAt).getTime() - DAY_MS) })
    : await search(client, { uid: `${position.lastUid + 1}:*` });
  // "5:*" is also the last one where all are below 5 (RFC 9051, sequence sets).
  const fresh = uids.filter((uid) => isAnew || uid > position.lastUid).sort((a, b) => a - b);
  let lastUid = isAnew ? 0 : position.lastUid;
  for (let from = 0; from < fresh.length && !reading.stopping.aborted; from += LISTED_AT_ONCE) {
    const listed = await list(client, fresh.slice(from, from + LISTED_AT_ONCE));
    const known = await reading.known(reading.mailbox, listed.map(({ messageId }) => messageId).filter(Boolean));
    for (const mail of listed) {
      if (reading.stopping.aborted) break;
      if (!known.has(mail.messageId)) await takeMail(client, mail, { ...reading, uidValidity });
      lastUid = mail.uid;
      await reading.moveOn(isAnew ? {} : { lastUid });
    }
  }
  if (reading.stopping.aborted) return { ...position, ...(isAnew ? {} : { lastUid }) };
  const highest = isAnew ? Math.max(lastUid, box.uidNext - 1) : lastUid;
  return settle(reading, { uidValidity, lastUid: highest, readAt: startedAt });
}

async function settle(reading: Reading, position: Position): Promise<Position> {
  await reading.moveOn(position);
  return position;
}

async function search(client: ImapFlow, query: { since: Date } | { uid: string }): Promise<number[]> {
  return (await client.search(query, { uid: true })) || [];
}

async function list(client: ImapFlow, uids: readonly number[]): Promise<Listed[]> {
  const found = await client.fetchAll(
    uids.join(','),
    { uid: true, size: true, internalDate: true, envelope: true },
    { uid: true },
  );
  return found
    .map(({ uid, size = 0, internalDate, envelope }) => ({
      uid,
      sizeBytes: size,
      receivedAt: new Date(internalDate ?? Date.now()),
      messageId: readMessageId(envelope?.messageId) ?? '',
    }))
    .sort((a, b) => a.uid - b.uid);
}
