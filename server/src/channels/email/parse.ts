import type { MailAddress } from '@balcao/domain';
import { bareSubject } from '@balcao/domain';
import type { ReceivedEvent, ReportedStatus } from '../../conversations/index.ts';
import { ourIdIn } from './ids.ts';
import { type MailItem, mailItem } from './mailItem.ts';

/** A mail, or what became of one of ours, as the rest of the product understands it. */
export function parseItem(payload: unknown): ReceivedEvent {
  const item = mailItem.parse(payload);
  switch (item.kind) {
    case 'mail':
      return mailEvent(item);
    case 'report':
      return reportEvent(item);
    case 'unreadable':
      return { type: 'unknown', what: `mail with UID ${item.uid}: ${item.reason}` };
  }
}

function mailEvent({ kind: _kind, ...mail }: Extract<MailItem, { kind: 'mail' }>): ReceivedEvent {
  const { messageId, references, at, files, calendar, ...content } = mail;
  const writer = writerOf(mail.from, mail.replyTo);
  if (writer.address === '') return { type: 'unknown', what: `mail ${messageId} without a sender` };
  return {
    type: 'message',
    person: { identities: [{ kind: 'email', value: writer.address }], name: writer.name || writer.address },
    providerId: messageId,
    at,
    origin: { kind: mail.automatic ? 'automatic' : 'contact' },
    content: {
      kind: 'email',
      ...content,
      bcc: [],
      files: files.map(({ stagedId, ...file }) => ({ ...file, providerId: stagedId })),
    },
    quotedProviderId: references.at(-1) ?? null,
    thread: { subject: bareSubject(mail.subject), references },
    ...(calendar === '' ? {} : { calendar: { ics: calendar, from: mail.from.address } }),
  };
}

const NOBODY_READS = /^(?:no-?_?reply|nao-?_?responda|noresponder|donotreply|wordpress|formulario|form)\b/i;

/** Forms of web sites write from an address that nobody reads, and name the person in Reply-To. */
function writerOf(from: MailAddress, replyTo: MailAddress | null): MailAddress {
  return replyTo && NOBODY_READS.test(from.address) ? replyTo : from;
}

const STATUSES: Record<'failed' | 'delivered' | 'read' | 'delayed', ReportedStatus> = {
  failed: 'failed',
  delivered: 'delivered',
  read: 'read',
  // Still on its way: no more is known than before.
  delayed: 'sent',
};

function reportEvent({
  about,
  at,
  outcome,
  recipient,
  status,
  detail,
}: Extract<MailItem, { kind: 'report' }>): ReceivedEvent {
  const words = [recipient, detail].filter(Boolean).join(': ').slice(0, 500);
  return {
    type: 'status',
    providerId: about,
    ourId: ourIdIn(about),
    status: STATUSES[outcome],
    at,
    failure: outcome === 'failed' ? { code: `email.${status || 'returned'}`, detail: words } : null,
  };
}
