import type { Attachment, Email } from 'postal-mime';
import { ourIdIn } from './ids.ts';

export type Report = {
  about: string;
  outcome: 'failed' | 'delayed' | 'delivered' | 'read';
  recipient: string;
  status: string;
  detail: string;
};

/**
 * What a mail tells about a mail of ours: a delivery report (RFC 3464), a receipt (RFC 8098), or the free words of a
 * server that writes neither. @returns null when it is about none of ours; then it is a mail like others.
 */
export function readReport(mail: Email, isFromMachine: boolean): Report | null {
  const about = oursIn(mail);
  if (!about) return null;
  const delivery = textOf(mail, 'message/delivery-status');
  if (delivery !== null) return { about, ...readDelivery(delivery) };
  const receipt = textOf(mail, 'message/disposition-notification');
  if (receipt !== null) {
    const wasShown = /^disposition:.*;\s*displayed/im.test(receipt);
    const recipient = addressIn(field(receipt, 'final-recipient'));
    return { about, outcome: wasShown ? 'read' : 'delivered', recipient, status: '', detail: '' };
  }
  if (!isFromMachine) return null;
  const words = mail.text ?? '';
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? '';
  const outcome = status.startsWith('4') ? 'delayed' : 'failed';
  return { about, outcome, recipient: '', status, detail: words.trim().replace(/\s+/g, ' ').slice(0, 500) };
}

/** Our Message-ID: of the mail that was returned with it, or that the report answers, or that its words repeat. */
function oursIn(mail: Email): string | null {
  const returned = textOf(mail, 'message/rfc822') ?? textOf(mail, 'text/rfc822-headers') ?? '';
  const receipt = textOf(mail, 'message/disposition-notification') ?? '';
  const places = [
    field(receipt, 'original-message-id'),
    field(returned, 'message-id'),
    mail.inReplyTo ?? '',
    mail.references ?? '',
    mail.text ?? '',
  ];
  for (const place of places) {
    const ours = place.match(/<[^<>\s]{1,498}>/g)?.find((id) => ourIdIn(id) !== null);
    if (ours) return ours;
  }
  return null;
}

const OUTCOMES: Record<string, Report['outcome']> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
};

/** One group of fields a recipient; a failure among them is what has to be told. */
function readDelivery(text: string): Omit<Report, 'about'> {
  const groups = text.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  const reports = groups
    .map((group) => ({
      outcome: OUTCOMES[field(group, 'action').toLowerCase()],
      recipient: addressIn(field(group, 'original-recipient') || field(group, 'final-recipient')),
      status: /^[245]\.\d{1,3}\.\d{1,3}/.exec(field(group, 'status'))?.[0] ?? '',
      detail: field(group, 'diagnostic-code')
        .replace(/^[\w-]+;\s*/, '')
        .slice(0, 500),
    }))
    .flatMap(({ outcome, ...rest }) => (outcome ? [{ outcome, ...rest }] : []));
  const none = { outcome: 'failed' as const, recipient: '', status: '', detail: text.trim().slice(0, 500) };
  return reports.find(({ outcome }) => outcome === 'failed') ?? reports[0] ?? none;
}

/** A header's value with its folded lines; empty when it is not there. */
function field(text: string, name: string): string {
  const value = new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\r?\\n[ \\t]+.*)*)`, 'im').exec(text)?.[1] ?? '';
  return value.replace(/\s+/g, ' ').trim();
}

const addressIn = (value: string): string =>
  value
    .replace(/^rfc822;\s*/i, '')
    .replace(/[<>]/g, '')
    .slice(0, 254);

/** Headers and first lines are enough. */
const MOST_READ = 100_000;

function textOf(mail: Email, mime: string): string | null {
  const part = mail.attachments.find((attachment) => attachment.mimeType.toLowerCase() === mime);
  return part ? new TextDecoder().decode(bytesOf(part).subarray(0, MOST_READ)) : null;
}

export function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
