import { buffer } from 'node:stream/consumers';
import { type Inline, isMailAddress, type MailAddress, parseFormatted, quotedLines } from '@balcao/domain';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingFile, OutgoingMessage, OutgoingThread } from '../adapter.ts';
import type { EmailAccount } from './account.ts';
import { messageIdOf } from './ids.ts';

export type ComposedMail = { envelope: { from: string; to: string[] }; bytes: Buffer };

/**
 * The mail that a message becomes: its words plain and as HTML, its files, and what ties it to its thread. The
 * Message-ID is made of our own id, so that sending the same message twice cannot make two mails of it for whoever
 * receives both.
 * @returns null where nobody would receive it.
 */
export async function composeMail(account: EmailAccount, message: OutgoingMessage): Promise<ComposedMail | null> {
  const { externalId, credentials } = account;
  const { content } = message;
  // Whatever is said in a mail conversation was made a mail when it was written (conversations/mailContent.ts).
  if (content.kind !== 'email') return null;
  const { text, files } = content;
  const to = content.to.filter(isUsable);
  if (to.length === 0) return null;
  const cc = content.cc.filter(isUsable);
  const bcc = content.bcc.filter(isUsable);
  const { referenceIds, authorName, quoted } = message.thread ?? { referenceIds: [], authorName: '', quoted: null };
  const signature = credentials.signature.replaceAll('{{attendant.name}}', authorName).trim();
  const inReplyTo = message.quotedProviderId ?? referenceIds.at(-1);
  // What it answers comes last (RFC 5322, 3.6.4), also when it is not the latest.
  const references = [...referenceIds.filter((id) => id !== inReplyTo), ...(inReplyTo ? [inReplyTo] : [])];
  const mail = new MailComposer({
    from: { name: credentials.senderName, address: externalId },
    to: to.map(asRecipient),
    cc: cc.map(asRecipient),
    subject: content.subject,
    text: plainOf(text, signature, quoted),
    html: htmlOf(text, signature, quoted),
    messageId: messageIdOf(message.ourId, externalId),
    ...(inReplyTo ? { inReplyTo } : {}),
    ...(references.length > 0 ? { references } : {}),
    attachments: await Promise.all(files.map(attachmentOf)),
    // Nothing that a mail says may make us read a file or an address of our own network.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  // Those in blind copy are named to the server that delivers, and in no header (RFC 5322, 3.6.3).
  const recipients = [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))];
  return { envelope: { from: externalId, to: recipients }, bytes: await mail.build() };
}

const isUsable = ({ address }: MailAddress): boolean => isMailAddress(address);
const asRecipient = ({ address, name }: MailAddress) => ({ address, name });

async function attachmentOf({ fileName, mime, open }: OutgoingFile) {
  return { filename: fileName, contentType: mime, content: await buffer(await open()) };
}

type Quoted = OutgoingThread['quoted'];

/** The answer first, then whose it is, then what it answers: as the mail programs of our customers do. */
function plainOf(text: string, signature: string, quoted: Quoted): string {
  const foot = signature ? `-- \n${signature}` : '';
  const repeated = quoted ? `${quoted.introduction}\n${quotedLines(quoted.text)}` : '';
  return [text, foot, repeated].filter(Boolean).join('\n\n');
}

/** What attendants type, with the marks that the thread shows; as mail programs draw it without any style of ours. */
function htmlOf(text: string, signature: string, quoted: Quoted): string {
  const foot = signature ? `<p>--<br>${escaped(signature)}</p>` : '';
  const repeated = quoted
    ? `<p>${escaped(quoted.introduction)}</p><blockquote type="cite">${escaped(quoted.text)}</blockquote>`
    : '';
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${parseFormatted(paragraph).map(inline).join('')}</p>`);
  return `<!doctype html><html><body>${paragraphs.join('\n')}${foot}${repeated}</body></html>`;
}

function inline(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escaped(node.text);
    case 'mono':
      return `<code>${escaped(node.text)}</code>`;
    case 'link':
      return `<a href="${escaped(node.href)}">${escaped(node.text)}</a>`;
    case 'bold':
      return `<b>${node.children.map(inline).join('')}</b>`;
    case 'italic':
      return `<i>${node.children.map(inline).join('')}</i>`;
    case 'strike':
      return `<s>${node.children.map(inline).join('')}</s>`;
  }
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '<br>\n' };
const escaped = (text: string): string => text.replace(/[&<>"\n]/g, (character) => ESCAPES[character] ?? '');
