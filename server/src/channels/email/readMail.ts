import { createHash } from 'node:crypto';
import {
  bareSubject,
  isProgram,
  isProgramName,
  type MailAddress,
  SUBJECT_LIMIT,
  splitQuotedText,
} from '@balcao/domain';
import { fileTypeFromBuffer } from 'file-type';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { automaticOf, type Headers } from './automatic.ts';
import { type ReadableHtml, readHtml } from './html.ts';
import { readMessageId, readReferences } from './ids.ts';
import type { MailFileItem, MailItem } from './mailItem.ts';
import { bytesOf, readReport } from './report.ts';

/** A mail as it lies in the mailbox. */
export type RawMail = { uid: number; bytes: Uint8Array; receivedAt: Date /** Our own address. */; own: string };

/** A file of a mail whose bytes have not been kept yet. */
export type FreshFile = Omit<MailFileItem, 'stagedId'> & { bytes: Uint8Array | 'blocked' };
export type ReadMail =
  | { item: Exclude<MailItem, { kind: 'mail' }>; files: [] }
  | { item: Omit<Extract<MailItem, { kind: 'mail' }>, 'files'>; files: FreshFile[] };

/** Longest texts within a message, in UTF-16 units: the replica's row holds 70,000. */
const MOST_TEXT = 60_000;
const MOST_QUOTED = 20_000;
const MOST_FILES = 50;
const MOST_ADDRESSES = 100;

/** Reads a mail whole. Never throws: what cannot be read is kept as such, and stays in the mailbox. */
export async function readMail(raw: RawMail): Promise<ReadMail> {
  try {
    return await readWell(
      raw,
      await PostalMime.parse(raw.bytes, { forceRfc822Attachments: true, maxNestingDepth: 60 }),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const head = Buffer.from(raw.bytes.subarray(0, 4_000)).toString('latin1');
    return { item: { kind: 'unreadable', uid: raw.uid, reason: reason.slice(0, 500), head }, files: [] };
  }
}

async function readWell(raw: RawMail, mail: Email): Promise<ReadMail> {
  const headers: Headers = new Map(mail.headers.toReversed().map(({ key, value }) => [key.toLowerCase(), value]));
  const [from = { address: '', name: '' }] = addressesOf(mail.from ? [mail.from] : mail.sender ? [mail.sender] : []);
  const messageId = readMessageId(mail.messageId) ?? idByBytes(raw.bytes);
  const at = timeOf(mail.date, raw.receivedAt);
  const automatic = automaticOf(headers, from.address, raw.own);
  const report = readReport(mail, automatic === 'report');
  if (report) return { item: { kind: 'report', messageId, at, ...report }, files: [] };

  const html = mail.html ? readHtml(mail.html) : null;
  const words = wordsOf(mail, html);
  const files = await filesOf(mail, html);
  const to = addressesOf(mail.to);
  const cc = addressesOf(mail.cc);
  return {
    item: {
      kind: 'mail',
      messageId,
      references: readReferences(mail.references, mail.inReplyTo).filter((id) => id !== messageId),
      at,
      subject: (mail.subject ?? '').replace(/\s+/g, ' ').trim().slice(0, SUBJECT_LIMIT),
      from,
      to,
      cc,
      replyTo: addressesOf(mail.replyTo).find(({ address }) => address !== from.address) ?? null,
      text: words.text.slice(0, MOST_TEXT).toWellFormed(),
      html: html?.html ?? '',
      quoted: words.quoted.slice(0, MOST_QUOTED).toWellFormed(),
      calendar: calendarIn(mail),
      automatic,
      isCut: words.text.length > MOST_TEXT || (html?.isCut ?? false) || files.isCut,
    },
    files: files.kept,
  };
}

/** The plain part as its sender wrote it, or else the words of the HTML. */
function wordsOf(mail: Email, html: ReadableHtml | null): { text: string; quoted: string } {
  const plain = splitQuotedText(mail.text ?? '');
  if (!html || html.text === '') return plain;
  // A plain part that says "this mail needs HTML", or nothing, is no alternative.
  if (plain.text.length * 4 < html.text.length) return html;
  return { text: plain.text, quoted: plain.quoted || html.quoted };
}

/** Higher: a series of a year with each of its times changed is some 40 KB. */
const MOST_CALENDAR_BYTES = 200_000;

function calendarIn(mail: Email): string {
  const part = mail.attachments.find(({ mimeType }) => /^text\/calendar$/i.test(mimeType));
  const bytes = part ? bytesOf(part) : null;
  return bytes && bytes.length <= MOST_CALENDAR_BYTES ? new TextDecoder().decode(bytes).replaceAll('\0', '') : '';
}

/** RFC 5322's date is the sender's word; one far from when the mail came is no time of anything. */
const MOST_APART_MS = 14 * 24 * 60 * 60 * 1000;
function timeOf(date: string | undefined, receivedAt: Date): number {
  const told = Date.parse(date ?? '');
  const received = receivedAt.getTime();
  return Math.abs(told - received) < MOST_APART_MS ? Math.min(told, received) : received;
}

/** For mails without an id of their own: the same bytes have the same one. */
const idByBytes = (bytes: Uint8Array): string =>
  `<${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}@without-id.invalid>`;

function addressesOf(given: readonly Address[] | undefined): MailAddress[] {
  return (given ?? [])
    .flatMap((each) => each.group ?? [each])
    .filter((each) => each.address !== '')
    .slice(0, MOST_ADDRESSES)
    .map(({ address, name }) => ({
      address: address.trim().toLowerCase().slice(0, 254),
      name: (name ?? '').replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed(),
    }));
}

/** Pictures of the text first, in the order in which the HTML counts them; then everything else; then the page. */
async function filesOf(mail: Email, html: ReadableHtml | null): Promise<{ kept: FreshFile[]; isCut: boolean }> {
  const idOf = ({ contentId = '' }: Attachment) => contentId.replace(/^<|>$/g, '');
  const inline = (html?.inlineIds ?? []).map((id) => mail.attachments.find((attachment) => idOf(attachment) === id));
  const others = mail.attachments.filter((attachment) => !inline.includes(attachment));
  const kept = await Promise.all([
    ...inline.map((attachment, index) => fileOf(attachment ?? MISSING, 'inline', `imagem-${index + 1}`)),
    ...others.slice(0, MOST_FILES).map((attachment, index) => fileOf(attachment, 'attachment', `anexo-${index + 1}`)),
  ]);
  if (html?.page) {
    const name = bareSubject(mail.subject ?? '') || 'e-mail';
    kept.push({
      fileName: `${name.slice(0, 100)}.html`,
      mime: 'text/html',
      role: 'page',
      bytes: Buffer.from(html.page),
    });
  }
  return { kept, isCut: others.length > MOST_FILES };
}

/** The HTML names a picture that did not come with it. */
const MISSING: Attachment = { filename: null, mimeType: 'image/png', disposition: null, content: '' };

/** By what the bytes are, whatever they are called; a program's are not taken (INB-22). */
async function fileOf(attachment: Attachment, role: FreshFile['role'], otherwise: string): Promise<FreshFile> {
  const bytes = bytesOf(attachment);
  const detected = (await fileTypeFromBuffer(bytes.subarray(0, 100_000)))?.mime;
  const mime = (detected ?? attachment.mimeType.toLowerCase()).slice(0, 200) || 'application/octet-stream';
  const fileName = nameOf(attachment.filename ?? otherwise);
  if (isProgram(mime) || isProgramName(fileName)) return { fileName, mime, role, bytes: 'blocked' };
  return { fileName, mime, role, bytes };
}

/** Without folders, control characters, or the marks that turn a name around ("gpj.exe"). */
function nameOf(given: string): string {
  const bare = given
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .trim();
  return (bare || 'anexo').slice(-200).toWellFormed();
}
