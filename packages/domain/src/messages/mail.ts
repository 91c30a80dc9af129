import { z } from 'zod';

/** An address with the name beside it, which is whatever its sender wrote there. */
export const mailAddressSchema = z.object({ address: z.string(), name: z.string().default('') });
export type MailAddress = z.output<typeof mailAddressSchema>;

/**
 * What kind of program sent a mail by itself; such a mail is shown, marked, and never answered by a program of ours
 * (RFC 3834). `reply`: an absence note; `list`: a newsletter or notification; `report`: a mail server about another mail;
 * `loop`: our own address wrote to itself.
 */
export const AUTOMATIC_MAIL = ['reply', 'list', 'report', 'loop'] as const;
export type AutomaticMail = (typeof AUTOMATIC_MAIL)[number];

/** Longest subject kept; RFC 5322 allows 998 octets a line. */
export const SUBJECT_LIMIT = 300;
/** Addresses that one mail of ours may have in copy. Higher: the composer becomes a tool for mailings. */
export const COPIES_LIMIT = 20;

/** As answers and forwards are marked by the mail programs of our languages. */
const MARKS = /^(?:\s*(?:re|res|rv|fw|fwd|enc|r|aw|wg)\s*(?:\[\d+\])?\s*:)+\s*/i;

/** The subject without the marks that pile up before it. */
export function bareSubject(subject: string): string {
  return subject.replace(MARKS, '').replace(/\s+/g, ' ').trim().slice(0, SUBJECT_LIMIT);
}

/** "Re: " is understood in every language (RFC 5322, 3.6.5), and other marks make mail programs lose the thread. */
export function replySubject(subject: string): string {
  const bare = bareSubject(subject);
  return bare === '' ? '' : `Re: ${bare}`.slice(0, SUBJECT_LIMIT);
}

/** RFC 5321 as people use it: no quoted local parts, no addresses by number. */
const ADDRESS =
  /^[^\s@<>()[\]",;:\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;
export const isMailAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

/** Addresses as people type them into one field: separated by commas, semicolons, spaces or lines. */
export function addressesIn(text: string): { good: string[]; bad: string[] } {
  const parts = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  return { good: parts.filter(isMailAddress), bad: parts.filter((part) => !isMailAddress(part)) };
}

/** The line with which mail programs of our languages introduce what they repeat. */
const INTRODUCTION =
  /^(?:(?:em|el|on|le|am)\b.{4,200}\b(?:escreveu|escribió|escribio|wrote|a écrit|schrieb)\s*:|-{2,}\s*(?:mensagem original|mensaje original|original message|mensagem encaminhada|mensaje reenviado|forwarded message)\s*-{2,}|_{20,})\s*$/i;
/** Outlook repeats the head of a mail without any line before it. */
const HEAD = /^(?:de|from|von)\s*:\s.+/i;
const HEAD_FOLLOWS = /^(?:enviad[ao]( em)?|enviado el|sent|date|data|fecha|para|to)\s*:\s/i;

/** What was newly written in a plain mail, and what it repeats of earlier ones. Nothing new: all of it is the text. */
export function splitQuotedText(whole: string): { text: string; quoted: string } {
  const lines = whole.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  const at = quoteBegins(lines);
  if (at === null) return { text: lines.join('\n').trim(), quoted: '' };
  const text = lines.slice(0, at).join('\n').trim();
  if (text === '') return { text: lines.join('\n').trim(), quoted: '' };
  return { text, quoted: lines.slice(at).join('\n').trim() };
}

function quoteBegins(lines: readonly string[]): number | null {
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    // Long introductions are broken in two by programs that wrap.
    const withNext = `${line} ${(lines[index + 1] ?? '').trim()}`;
    if (INTRODUCTION.test(line) || (!line.startsWith('>') && line !== '' && INTRODUCTION.test(withNext))) return index;
    if (HEAD.test(line) && HEAD_FOLLOWS.test((lines[index + 1] ?? '').trim())) return index;
    if (
      line.startsWith('>') &&
      lines.slice(index).every((rest) => rest.trim() === '' || rest.trimStart().startsWith('>'))
    ) {
      return index;
    }
  }
  return null;
}
