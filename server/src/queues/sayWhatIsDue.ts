/** Says to contacts what their tickets have noted (tickets/saying.ts). Each is said once, by whoever has locked it. */
import { type ChannelKind, capabilitiesOf, fillWords, openingInWords, RATINGS, ratingAnswerId } from '@balcao/domain';
import { closeByItself, type Told, tellContact } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import {
  abandonTicket,
  finishTicket,
  NOTHING_TO_SAY,
  type QueueRules,
  queueRules,
  type Saying,
  updateTicket,
  usualWords,
  waitAnew,
} from '../tickets/index.ts';
import { type LockedTicket, lockAnyTicket, lockTicket } from './lockTicket.ts';

/** A burst of lines that one sends while the company is shut is answered once. */
const SAID_LATELY_MS = 10 * 60_000;

/** The company is shut: when it opens next; and the ticket waits for that, or ends, as the queue has it (QUE-09). */
export async function sayHours(trx: Trx, companyId: string, ticketId: string, at: Date): Promise<void> {
  const locked = await lockTicket(trx, companyId, ticketId);
  const rules = locked && (await queueRules(trx, companyId, locked.ticket.queueId));
  if (!rules || locked.ticket.say !== 'hours') return;
  const { ticket, conversation } = locked;
  const opensAt = nextOpening(rules, at);
  if (rules.words.hours !== '' && !(await wasSaidLately(trx, companyId, locked, at))) {
    const { language, zone } = rules;
    const opens = opensAt === null ? usualWords(language).unknownOpening : openingInWords(opensAt, zone, language);
    await tellContact(trx, companyId, conversation, words(rules.words.hours, { opens, protocol: ticket.protocol }));
  }
  const hoursToldAt = at;
  if (rules.outOfHours === 'end' && ticket.assigneeId === null) {
    const reason = usualWords(rules.language).outOfHours;
    await updateTicket(trx, companyId, ticketId, { hoursToldAt });
    await finishTicket(trx, companyId, conversation, { reason, at });
    await closeByItself(trx, companyId, conversation, { reason, at });
    return;
  }
  const isClosedByHand = opensAt === null && !rules.isOpenForWork;
  const next: Saying | typeof NOTHING_TO_SAY =
    rules.words.position === '' || (opensAt === null && !isClosedByHand)
      ? NOTHING_TO_SAY
      : { say: 'place', sayAt: new Date(opensAt ?? at) };
  await updateTicket(trx, companyId, ticketId, { ...next, hoursToldAt });
}

/** `null`: nobody can say. What was closed by hand within its hours opens when somebody opens it. */
function nextOpening({ isOpenForWork, times }: QueueRules, at: Date): number | null {
  const now = at.getTime();
  return !isOpenForWork && times.isOpen(now) ? null : times.nextOpening(now);
}

async function wasSaidLately(trx: Trx, companyId: string, { conversation }: LockedTicket, at: Date): Promise<boolean> {
  const found = await trx
    .selectFrom('ticket')
    .select('id')
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversation.id)
    .where('hoursToldAt', '>', new Date(at.getTime() - SAID_LATELY_MS))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** It is over: how was it? By a list to touch where the channel has one, else by a digit (QUE-11). Once a ticket. */
export async function askRating(trx: Trx, companyId: string, ticketId: string, at: Date): Promise<void> {
  const locked = await lockAnyTicket(trx, companyId, ticketId);
  const rules = locked && (await queueRules(trx, companyId, locked.ticket.queueId));
  if (!rules || locked.ticket.say !== 'rating') return;
  const { ticket, conversation } = locked;
  // Opened again since: there is something else to say.
  const asked =
    conversation.status === 'closed' && (await tellContact(trx, companyId, conversation, question(rules, locked)));
  await updateTicket(trx, companyId, ticket.id, { ...NOTHING_TO_SAY, ...(asked ? { ratingAskedAt: at } : {}) });
}

function question(rules: QueueRules, { ticket, conversation }: LockedTicket): Told {
  const usual = usualWords(rules.language);
  const text = fillWords(rules.words.rating || usual.rating, { protocol: ticket.protocol });
  if (!capabilitiesOf(conversation.channelKind as ChannelKind).list) return { kind: 'text', text };
  const rows = [...RATINGS].reverse().map((rating) => ({
    id: ratingAnswerId(ticket.id, rating),
    title: `${rating} ${'★'.repeat(rating)}`,
    description: '',
  }));
  return { kind: 'list', text, header: '', footer: '', button: usual.ratingButton, sections: [{ title: '', rows }] };
}

/** Nobody came in time: the contact is told, and both ticket and conversation end (QUE-06). */
export async function giveUp(trx: Trx, companyId: string, ticketId: string, at: Date): Promise<void> {
  const locked = await lockTicket(trx, companyId, ticketId);
  const rules = locked && (await queueRules(trx, companyId, locked.ticket.queueId));
  if (!rules || locked.ticket.status !== 'waiting' || locked.ticket.snoozed) return;
  const { ticket, conversation } = locked;
  // Closed by hand: nobody could come, and that is no opening time either.
  if (!rules.isOpenForWork) return updateTicket(trx, companyId, ticketId, await waitAnew(trx, companyId, ticket, at));
  if (rules.words.abandoned !== '') {
    await tellContact(trx, companyId, conversation, words(rules.words.abandoned, { protocol: ticket.protocol }));
  }
  await abandonTicket(trx, companyId, ticket, at);
  await closeByItself(trx, companyId, conversation, { reason: usualWords(rules.language).givenUp, at });
}

const words = (text: string, values: Record<string, string>): Told => ({ kind: 'text', text: fillWords(text, values) });
