import { type AppointmentNews, newsForStaff, newsOf, type Tellable } from '@balcao/domain';
import {
  type Appointment,
  type AppointmentType,
  appointmentOf,
  NEWS_PREFIX,
  noteFreed,
  selectAppointments,
  tellableOf,
  typeById,
} from '../booking/index.ts';
import { hasCalendarMailbox } from '../channels/index.ts';
import { afterCommit, type Trx } from '../db/index.ts';
import type { LaneWorker } from '../jobs/index.ts';
import { appointmentConfirmations } from '../metrics.ts';
import { notifyAnew } from '../sync/index.ts';
import { isInvitedTo, lockNews, noteKnown, othersOfSeries, peopleToTell } from './store.ts';
import { type TellingGround, tellContactOf } from './tellContactOf.ts';

/**
 * Tells what became of an appointment (BOOK-18): a lane an appointment, whose work is noted in the transaction that changed
 * it (booking/noteNews.ts). What is said goes with the note that it is known, so that a server killed in between says it
 * once; it leaves by the lanes of conversations and mail.
 */
export const newsLane = (ground: TellingGround): LaneWorker => ({
  prefix: NEWS_PREFIX,
  run: async (lane) => {
    const id = lane.key.slice(NEWS_PREFIX.length + 1);
    return { nextDueAt: await lane.step((trx) => tellNews(trx, ground, lane.companyId, id, new Date())) };
  },
});

/** @returns when to look again; `null`: when somebody changes it. */
export async function tellNews(
  trx: Trx,
  ground: TellingGround,
  companyId: string,
  id: string,
  now: Date,
): Promise<Date | null> {
  // The contact before anything else of theirs, as whoever receives a message does.
  await lockContactOf(trx, companyId, id);
  const news = await lockNews(trx, companyId, id);
  if (!news) return null;
  if (news.dueAt > now) return news.dueAt;
  const appointment = appointmentOf(
    await selectAppointments(trx, companyId).where('id', '=', id).executeTakeFirstOrThrow(),
  );
  const is = tellableOf(appointment);
  const forContact = newsOf(news.known, is, now.getTime());
  const forStaff = newsForStaff(news.known, is, now.getTime());
  // What was cancelled, moved or handed over left its place to others; who was booked waits no more.
  await noteFreed(trx, companyId);
  if (forContact === null && forStaff === null) return null;
  const others = await othersOfSeries(trx, companyId, { appointment, dueAt: news.dueAt, now });
  if (others.before > 0) {
    await noteKnown(trx, companyId, id, is);
    return null;
  }
  const type = await typeById(trx, companyId, appointment.typeId, { evenRemoved: true });
  const typeName = type?.name ?? '';
  const { isUntold, isReached } =
    forContact === null
      ? { isUntold: false, isReached: false }
      : await tellContactOf(trx, ground, companyId, {
          appointment,
          typeName,
          what: forContact,
          times: others.after + 1,
          isInvited: await goesByInvitation(trx, companyId, { appointment, type, what: forContact }),
        });
  if (isReached && forContact !== 'cancelled') afterCommit(trx, () => appointmentConfirmations.inc());
  const what = forStaff ?? forContact;
  if (what) await tellStaff(trx, companyId, { appointment, typeName, what, isUntold, ...news });
  await noteKnown(trx, companyId, id, is);
  return null;
}

/** A mail of a type that sends invitations is the invitation: one that says both, into the calendar of whoever reads it. */
async function goesByInvitation(
  trx: Trx,
  companyId: string,
  { appointment, type, what }: { appointment: Appointment; type: AppointmentType | null; what: AppointmentNews },
): Promise<boolean> {
  if (!type?.settings.sendsInvitations || what === 'requested') return false;
  if (!(await hasCalendarMailbox(trx, companyId))) return false;
  return what !== 'cancelled' || (await isInvitedTo(trx, companyId, appointment));
}

const lockContactOf = (trx: Trx, companyId: string, appointmentId: string) =>
  trx
    .selectFrom('contact')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '=', (eb) =>
      eb
        .selectFrom('appointment')
        .select('contactId')
        .where('companyId', '=', companyId)
        .where('id', '=', appointmentId),
    )
    .forNoKeyUpdate()
    .execute();

type StaffNews = {
  appointment: Appointment;
  typeName: string;
  what: AppointmentNews;
  isUntold: boolean;
  known: Tellable | null;
  changedBy: string | null;
};

/** A notice to everybody whom it concerns, but for who did it: unless the contact was not told, which they would not know. */
async function tellStaff(
  trx: Trx,
  companyId: string,
  { appointment, typeName, what, isUntold, known, changedBy }: StaffNews,
): Promise<void> {
  const { id, title, slot } = appointment;
  const told = await peopleToTell(trx, companyId, [...slot.resourceIds, ...(known?.resourceIds ?? [])]);
  const others = told.filter((userId) => userId !== changedBy);
  const everybody = isUntold && changedBy !== null ? [...others, changedBy] : others;
  const notice = {
    kind: 'appointment' as const,
    appointmentId: id,
    what,
    title,
    typeName,
    from: slot.from,
    byUserId: changedBy ?? '',
    isUntold,
  };
  for (const userId of everybody) await notifyAnew(trx, { companyId, userId }, notice, id);
}
