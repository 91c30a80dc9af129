import type { Trx } from '../db/index.ts';
import { takeTicketUp } from '../tickets/index.ts';
import type { Origin, ReceivedThread } from './received.ts';
import {
  type Channel,
  type Conversation,
  insertConversation,
  lockLatest,
  lockLatestOfThread,
  queueOfChannel,
  reopeningWindowMs,
  updateConversation,
} from './store.ts';
import { addToTimeline } from './timeline.ts';

export type Place = {
  companyId: string;
  contactId: string;
  channel: Channel;
  at: Date;
  /** Where the thread makes the conversation: then whoever writes in it writes there. */
  thread?: (ReceivedThread & { ownId: string }) | undefined;
};

/**
 * The conversation that a message belongs to (INB-14). The contact's row must be locked, so that two messages of one
 * contact never open two.
 *
 * | the latest is      | contact wrote              | a program wrote by itself, | imported history      |
 * |                    |                            | or the owner on the phone  |                       |
 * |--------------------|----------------------------|----------------------------|-----------------------|
 * | open               | there                      | there                      | there                 |
 * | snoozed            | there, and it wakes        | there                      | there                 |
 * | closed a while ago | a new one, linked          | a new one, linked          | there, still closed   |
 * | closed just now    | there, and it opens again  | there, still closed        | there, still closed   |
 * | none               | a new one                  | a new one                  | a new one, closed     |
 */
export async function placeMessage(trx: Trx, place: Place, origin: Origin): Promise<Conversation> {
  const latest = place.thread
    ? await lockLatestOfThread(trx, place.companyId, place.channel.id, threadIds(place.thread))
    : await lockLatest(trx, place.companyId, place.contactId, place.channel.id);
  if (!latest) return open(trx, place, origin);
  if (latest.status !== 'closed') return origin.kind === 'contact' ? wake(trx, place, latest) : latest;
  if (origin.kind === 'history') return latest;
  const closedForMs = place.at.getTime() - (latest.closedAt?.getTime() ?? 0);
  if (closedForMs > (await reopeningWindowMs(trx, place.companyId))) return open(trx, place, origin, latest);
  return origin.kind === 'contact' ? reopen(trx, place, latest) : latest;
}

async function open(trx: Trx, place: Place, origin: Origin, previous?: Conversation): Promise<Conversation> {
  const queueId = await queueOfChannel(trx, place.companyId, place.channel.id);
  const opened = await insertConversation(trx, place.companyId, {
    contactId: place.contactId,
    channel: place.channel,
    queueId,
    previousId: previous?.id ?? null,
    openedAt: place.at,
    closedAt: origin.kind === 'history' ? place.at : null,
    waitingHuman: origin.kind === 'contact',
    subject: previous?.subject || (place.thread?.subject ?? ''),
    threadKey: previous?.threadKey || (place.thread ? (threadIds(place.thread)[0] ?? '') : ''),
  });
  // Somebody reopened one by hand between our look and our insert: that one it is.
  if (!opened) return placeMessage(trx, place, origin);
  if (origin.kind !== 'history') {
    await addToTimeline(trx, place.companyId, opened, { type: 'opened', queueId }, place.at);
  }
  return opened;
}

/** The root first: it names the thread, even when what it names comes later. */
const threadIds = ({ references, ownId }: ReceivedThread & { ownId: string }): string[] => [...references, ownId];

async function reopen(trx: Trx, place: Place, closed: Conversation): Promise<Conversation> {
  const { companyId, at } = place;
  await updateConversation(trx, companyId, closed.id, { status: 'open', closedAt: null, closeReason: '' });
  await addToTimeline(trx, companyId, closed, { type: 'reopened', byUserId: null }, at);
  return { ...closed, status: 'open', closedAt: null };
}

async function wake(trx: Trx, place: Place, conversation: Conversation): Promise<Conversation> {
  if (conversation.status !== 'snoozed') return conversation;
  const { companyId, at } = place;
  await updateConversation(trx, companyId, conversation.id, { status: 'open', snoozedUntil: null });
  await addToTimeline(trx, companyId, conversation, { type: 'reopened', byUserId: null }, at);
  await takeTicketUp(trx, companyId, conversation.id, at);
  return { ...conversation, status: 'open' };
}
