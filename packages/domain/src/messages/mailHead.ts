import { z } from 'zod';
import { addressesIn, COPIES_LIMIT, type MailAddress, SUBJECT_LIMIT } from './mail.ts';

/** All files of one mail together: most servers refuse more than 25 MB, which base64 makes of 18. */
export const MAIL_FILES_LIMIT_BYTES = 18 * 1024 * 1024;

/** Room for `COPIES_LIMIT` of the longest addresses that there are (RFC 5321: 254). */
const ADDRESSES_LIMIT = 6000;

/** What stands above the words of a mail, as somebody types it: addresses in one field each. Kept with a draft. */
export const mailHeadSchema = z.object({
  /** Empty: the thread's. */
  subject: z.string().max(SUBJECT_LIMIT),
  cc: z.string().max(ADDRESSES_LIMIT),
  bcc: z.string().max(ADDRESSES_LIMIT),
});
export type MailHead = z.output<typeof mailHeadSchema>;

export const EMPTY_MAIL_HEAD: MailHead = { subject: '', cc: '', bcc: '' };

/** Whether anything was typed. */
export const isEmptyHead = ({ subject, cc, bcc }: MailHead): boolean => `${subject}${cc}${bcc}`.trim() === '';

export type HeadFault =
  | { kind: 'badAddress'; field: 'cc' | 'bcc'; address: string }
  /** Open and in blind copy together. */
  | { kind: 'tooManyCopies'; limit: number; count: number };

/** @returns what keeps a mail with this head from going; `null`: nothing. */
export function headFault(head: MailHead): HeadFault | null {
  for (const field of ['cc', 'bcc'] as const) {
    const [address] = addressesIn(head[field]).bad;
    if (address !== undefined) return { kind: 'badAddress', field, address };
  }
  const { cc, bcc } = copiesOf(head);
  const count = cc.length + bcc.length;
  return count > COPIES_LIMIT ? { kind: 'tooManyCopies', limit: COPIES_LIMIT, count } : null;
}

/** The addresses of a head; one that stands in both fields is in open copy only. */
export function copiesOf({ cc, bcc }: MailHead): { cc: string[]; bcc: string[] } {
  const open = distinct(addressesIn(cc).good);
  const isOpen = new Set(open);
  return { cc: open, bcc: distinct(addressesIn(bcc).good).filter((address) => !isOpen.has(address)) };
}

const distinct = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.map((address) => address.toLowerCase())),
];

type Addressed = { from: MailAddress; replyTo: MailAddress | null; to: MailAddress[]; cc: MailAddress[] };

/** The head of a mail that was written, to be written again. */
export const headOf = (mail: { subject: string; cc: MailAddress[]; bcc: MailAddress[] }): MailHead => ({
  subject: mail.subject.slice(0, SUBJECT_LIMIT),
  cc: asTyped(mail.cc),
  bcc: asTyped(mail.bcc),
});

const asTyped = (people: readonly MailAddress[]): string => people.map(({ address }) => address).join(', ');

/** Where the answer to a mail goes (RFC 5322, 3.6.3). */
export const answeredTo = ({ from, replyTo }: Pick<Addressed, 'from' | 'replyTo'>): MailAddress => replyTo ?? from;

/** Who else got a mail of theirs, for an answer to all: everybody but whom it is answered to, and us. */
export function othersOf(mail: Addressed, ownAddress: string): string[] {
  const answered = answeredTo(mail).address.toLowerCase();
  const all = [mail.from, ...mail.to, ...mail.cc].map(({ address }) => address.toLowerCase());
  return distinct(all).filter((address) => address !== answered && address !== ownAddress.toLowerCase());
}

/** Words of an earlier mail as an answer repeats them (RFC 3676, 4.5). */
export const quotedLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()))
    .join('\n');
