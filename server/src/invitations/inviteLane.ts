import { newsInWords, type TellingGround } from '../appointmentNews/index.ts';
import { calendarMailbox, sendCalendarMail } from '../channels/index.ts';
import type { Log, Trx } from '../db/index.ts';
import type { Lane, LaneWorker } from '../jobs/index.ts';
import { guestsOf, noteAttempt, noteTold } from './guestStore.ts';
import { letterTo } from './letter.ts';
import { type Telling, tellingsOf } from './plan.ts';
import { type Subject, subjectOf } from './subject.ts';

const PREFIX = 'invite';
const MINUTE_MS = 60_000;
/** Waits after each failed attempt; then nobody is told, and the guest's row says why. */
const RETRY_AFTER_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS, 12 * 60 * MINUTE_MS];

export type InviteOptions = TellingGround & { log: Log };

/**
 * Tells whom an appointment is for what became of it, from the company's own mailbox, so that their calendar's answer comes
 * back to it. What is told is looked at when it is told: whatever happened in between, everybody ends with what holds.
 */
export function inviteLane(options: InviteOptions): LaneWorker {
  return { prefix: PREFIX, run: (lane) => invite(lane, options) };
}

async function invite(lane: Lane, { log, ...ground }: InviteOptions): Promise<{ nextDueAt: Date | null }> {
  const { companyId } = lane;
  const subjectId = lane.key.slice(PREFIX.length + 1);
  const due = await lane.step(async (trx) => {
    const subject = await subjectOf(trx, companyId, subjectId, new Date());
    const mailbox = subject && (await calendarMailbox(trx, ground.credentialKeys, companyId));
    if (!subject || !mailbox) return null;
    const guests = await guestsOf(trx, companyId, subjectId);
    const tellings = tellingsOf(subject.state, subject.people, guests, subject.hash);
    return {
      subject,
      mailbox,
      tellings,
      confirmation: await confirmationOf(trx, ground, companyId, subject),
      attempts: new Map(guests.map(({ address, attempts }) => [address, attempts])),
    };
  });
  if (!due) return { nextDueAt: null };
  const { subject, mailbox, tellings, confirmation, attempts } = due;
  let nextDueAt: Date | null = null;
  for (const telling of tellings) {
    if (lane.stopping.aborted) return { nextDueAt: new Date() };
    const letter = letterTo(telling, subject, { organizer: mailbox.organizer, confirmation, now: new Date() });
    const id = `${subjectId}.${telling.sequence}`;
    const outcome = await sendCalendarMail(mailbox, { ...letter, id });
    const waitMs = RETRY_AFTER_MS[attempts.get(telling.address) ?? 0];
    const error = outcome.kind === 'accepted' ? null : `${outcome.code}: ${outcome.detail}`.slice(0, 500);
    if (outcome.kind !== 'accepted')
      log.warn({ company: companyId, subject: subjectId, error }, 'an invitation could not be sent');
    const isLater = outcome.kind !== 'accepted' && outcome.kind !== 'rejected' && waitMs !== undefined;
    await settle(lane, subjectId, { telling, subject, error, isLater });
    if (isLater) nextDueAt = sooner(nextDueAt, new Date(Date.now() + waitMs));
  }
  return { nextDueAt };
}

const confirmationOf = async (trx: Trx, ground: TellingGround, companyId: string, subject: Subject) =>
  subject.contact &&
  newsInWords(
    trx,
    ground,
    companyId,
    { appointment: subject.next, typeName: subject.typeName, what: 'booked', times: subject.times },
    { ...subject.contact, language: subject.language },
  );

type Settling = { telling: Telling; subject: Subject; error: string | null; isLater: boolean };

const settle = (lane: Lane, subjectId: string, { telling, subject, error, isLater }: Settling): Promise<void> =>
  lane.step((trx) =>
    isLater
      ? noteAttempt(trx, lane.companyId, subjectId, telling, error ?? '')
      : noteTold(trx, lane.companyId, subjectId, telling, { hash: subject.hash, error }),
  );

const sooner = (one: Date | null, other: Date): Date => (one !== null && one < other ? one : other);
