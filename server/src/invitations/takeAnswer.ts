import { type Answer, readReplies } from '@balcao/calendar/icalendar';
import { z } from 'zod';
import { type Appointment, changeStatus } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { notifyAnew } from '../sync/index.ts';
import { whoMay } from '../users/index.ts';
import { lockGuest, noteAnswer } from './guestStore.ts';
import { rowsOf } from './subject.ts';

/**
 * What a guest's calendar answered by mail (METHOD:REPLY, RFC 5546, 3.2.3). A yes of the contact confirms; whoever does not
 * come, or may not, is told to the people of the calendar, who decide: nothing is cancelled by a calendar's button.
 *
 * Only a guest answers, from their own address; an answer to an older invitation, and one older than what they said
 * since, changes nothing.
 */
export async function takeAnswer(
  trx: Trx,
  companyId: string,
  { calendar, from, now }: { calendar: string; from: string; now: Date },
): Promise<void> {
  for (const reply of readReplies(calendar)) {
    const subjectId = z.uuid().safeParse(reply.uid).data;
    const attendee = reply.attendees.find(({ address }) => address === from);
    if (!subjectId || !attendee) continue;
    const guest = await lockGuest(trx, companyId, subjectId, from);
    if (!guest || guest.told === '' || reply.sequence < guest.sequence) continue;
    const at = new Date(reply.stampedAt || now.getTime());
    if (guest.answeredAt !== null && at < guest.answeredAt) continue;
    await noteAnswer(trx, companyId, subjectId, { address: from, answer: attendee.answer, at });
    const all = await rowsOf(trx, companyId, subjectId);
    const about = all.filter(
      ({ slot, seriesStart }) =>
        slot.from > now.getTime() && (reply.recurrence === null || seriesStart?.getTime() === reply.recurrence),
    );
    await apply(trx, companyId, { rows: about, guest, answer: attendee.answer, now });
  }
}

type Answered = { rows: readonly Appointment[]; guest: { address: string; name: string }; answer: Answer; now: Date };

async function apply(trx: Trx, companyId: string, { rows, guest, answer, now }: Answered): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const isContact = await isTheirs(trx, companyId, first.contactId, guest.address);
  if (answer === 'accepted') {
    for (const { id, status } of rows) {
      if (isContact && status === 'scheduled') {
        await changeStatus(trx, { companyId, role: 'attendant' }, { id, move: 'confirm' }, now);
      }
    }
    return;
  }
  if (answer !== 'declined' && answer !== 'tentative') return;
  const name = guest.name || guest.address;
  const { title, slot } = first;
  const notice = {
    kind: 'invitationAnswered' as const,
    appointmentId: first.id,
    name,
    title,
    answer,
    at: slot.from,
    zone: slot.zone,
  };
  for (const userId of await peopleOf(trx, companyId, slot.resourceIds)) {
    await notifyAnew(trx, { companyId, userId }, notice, `${first.id} ${guest.address}`);
  }
}

async function isTheirs(trx: Trx, companyId: string, contactId: string | null, address: string): Promise<boolean> {
  if (contactId === null) return false;
  const contact = await trx
    .selectFrom('contact')
    .select('email')
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  return contact?.email.toLowerCase() === address;
}

/** Whose calendars it stands on, and who keeps the calendar. */
async function peopleOf(trx: Trx, companyId: string, resourceIds: readonly string[]): Promise<string[]> {
  const own =
    resourceIds.length === 0
      ? []
      : await trx
          .selectFrom('resource')
          .select('userId')
          .where('companyId', '=', companyId)
          .where('id', 'in', [...resourceIds])
          .execute();
  const keepers = await whoMay(trx, companyId, 'agenda.block');
  return [...new Set([...own.flatMap(({ userId }) => userId ?? []), ...keepers])];
}
