import type { MailAddress } from '@balcao/domain';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Trx } from '../../db/index.ts';
import type { SendOutcome } from '../adapter.ts';
import { type CredentialKeys, openCredentials } from '../credentials.ts';
import { type EmailAccount, emailCredentials } from './account.ts';
import { outcomeOf } from './send.ts';
import { deliverMail, SmtpFailure } from './smtp.ts';

/** An event for somebody's calendar, as RFC 6047 sends it: beside the words, as another form of them. */
export type CalendarMail = {
  to: MailAddress;
  subject: string;
  text: string;
  method: 'REQUEST' | 'CANCEL';
  ics: string;
};
export type CalendarMailbox = { account: EmailAccount; organizer: MailAddress };

/** The company's first mailbox that is in use: answers to it are read by the same. @returns `null`: it has none. */
export async function calendarMailbox(
  trx: Trx,
  keys: CredentialKeys,
  companyId: string,
): Promise<CalendarMailbox | null> {
  const channel = await trx
    .selectFrom('channel')
    .select(['id', 'externalId', 'credentials'])
    .where('companyId', '=', companyId)
    .where('kind', '=', 'email')
    .where('status', '=', 'active')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!channel) return null;
  const { id, externalId } = channel;
  const credentials = emailCredentials.parse(openCredentials(keys, { companyId, channelId: id }, channel.credentials));
  return { account: { externalId, credentials }, organizer: { address: externalId, name: credentials.senderName } };
}

/** Whether the company has a mailbox of its own to invite from. */
export async function hasCalendarMailbox(trx: Trx, companyId: string): Promise<boolean> {
  const channel = await trx
    .selectFrom('channel')
    .select('id')
    .where('companyId', '=', companyId)
    .where('kind', '=', 'email')
    .where('status', '=', 'active')
    .limit(1)
    .executeTakeFirst();
  return channel !== undefined;
}

/** @param mail its id makes the Message-ID, so that the same one sent twice is one to whoever gets both. */
export async function sendCalendarMail(
  { account, organizer }: CalendarMailbox,
  { id, to, subject, text, method, ics }: CalendarMail & { id: string },
): Promise<SendOutcome> {
  const domain = organizer.address.slice(organizer.address.lastIndexOf('@') + 1);
  const messageId = `<agenda.${id}.${Buffer.from(to.address).toString('base64url')}@${domain}>`;
  const mail = new MailComposer({
    from: organizer,
    to,
    subject,
    text,
    messageId,
    icalEvent: { method, content: ics, filename: 'invite.ics' },
    // A machine wrote it: others of its kind do not answer (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const bytes = await mail.build();
  try {
    await deliverMail(account, { envelope: { from: organizer.address, to: [to.address] }, bytes });
    return { kind: 'accepted', providerId: messageId };
  } catch (error) {
    if (!(error instanceof SmtpFailure)) throw error;
    return outcomeOf(error);
  }
}
