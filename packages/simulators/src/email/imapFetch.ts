import type { StoredMail } from './mailbox.ts';

/** The wanted items of one mail, as `FETCH` answers them (RFC 9051, 7.5.2). */
export function fetchAnswer(sequence: number, mail: StoredMail, wanted: string): Buffer {
  const parts: Buffer[] = [];
  const say = (text: string) => parts.push(Buffer.from(text));
  const items = wanted.toUpperCase();
  say(`* ${sequence} FETCH (UID ${mail.uid}`);
  if (/\bFLAGS\b/.test(items)) say(' FLAGS ()');
  if (items.includes('RFC822.SIZE')) say(` RFC822.SIZE ${mail.raw.length}`);
  if (items.includes('INTERNALDATE')) say(` INTERNALDATE "${internalDate(mail.receivedAt)}"`);
  if (items.includes('ENVELOPE')) say(` ENVELOPE ${envelope(mail)}`);
  if (/BODY(?:\.PEEK)?\[HEADER\]/.test(items)) section(parts, 'BODY[HEADER]', headOf(mail));
  if (/BODY(?:\.PEEK)?\[\]/.test(items)) section(parts, 'BODY[]', mail.raw);
  say(')\r\n');
  return Buffer.concat(parts);
}

function section(parts: Buffer[], name: string, bytes: Buffer): void {
  parts.push(Buffer.from(` ${name} {${bytes.length}}\r\n`), bytes);
}

function headOf({ raw }: StoredMail): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end === -1 ? raw : raw.subarray(0, end + 4);
}

/** Date, subject and Message-ID; the rest is read from the mail itself. */
function envelope(mail: StoredMail): string {
  const head = headOf(mail).toString('latin1');
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(head)?.[1];
  const quoted = (value: string | undefined) =>
    value === undefined ? 'NIL' : `"${value.replace(/\s+/g, ' ').trim().replace(/["\\]/g, '\\$&')}"`;
  const [date, subject, id] = ['date', 'subject', 'message-id'].map((name) => quoted(field(name)));
  return `(${date} ${subject} NIL NIL NIL NIL NIL NIL NIL ${id})`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `17-Jul-1996 02:44:25 +0000` */
function internalDate(at: number): string {
  const date = new Date(at);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000`;
}

/** Midnight of `17-Jul-1996`, as SEARCH SINCE names a day. */
export function readDay(text: string): number {
  const [, day = '1', month = 'Jan', year = '1970'] = /^(\d{1,2})-(\w{3})-(\d{4})$/.exec(text) ?? [];
  return Date.UTC(Number(year), MONTHS.indexOf(month), Number(day));
}

/** Whether a set such as `1,3:5,7:*` holds a number; `*` is the highest there is. */
export function setHolds(set: string, highest: number): (number: number) => boolean {
  const numberOf = (text: string) => (text === '*' ? highest : Number(text));
  const ranges = set.split(',').map((part) => {
    const [from = '', to = from] = part.split(':');
    const [a, b] = [numberOf(from), numberOf(to)];
    return [Math.min(a, b), Math.max(a, b)] as const;
  });
  return (number) => ranges.some(([from, to]) => number >= from && number <= to);
}
