import type { AutomaticMail } from '@balcao/domain';

/** Header names in lower case. */
export type Headers = ReadonlyMap<string, string>;

const FROM_MACHINE = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon)@/i;
const ABSENCE =
  /^(?:automatic reply|auto(?:matic)?[- ]?reply|out of office|resposta autom[aá]tica|respuesta autom[aá]tica|ausência temporária|fuera de la oficina)\b/i;

/**
 * Whether a program wrote a mail by itself, and which. Such mails are never answered by a program of ours, or two of them
 * talk for ever. Sources: RFC 3834 (Auto-Submitted, empty Return-Path), RFC 3464 (reports), RFC 2919 (List-Id); Microsoft's
 * X-Auto-Response-Suppress; Precedence and X-Autoreply as vacation programs write them.
 */
export function automaticOf(headers: Headers, from: string, own: string): AutomaticMail | null {
  const said = (name: string): string => headers.get(name)?.trim().toLowerCase() ?? '';
  if (from.toLowerCase() === own.toLowerCase()) return 'loop';
  if (said('content-type').startsWith('multipart/report') || FROM_MACHINE.test(from)) return 'report';
  const submitted = said('auto-submitted').split(';')[0]?.trim() ?? '';
  if (submitted.startsWith('auto-replied')) return 'reply';
  if (/^(?:auto_reply|auto-reply)$/.test(said('precedence'))) return 'reply';
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-mail-autoreply'].some((name) => headers.has(name)))
    return 'reply';
  if (ABSENCE.test(said('subject'))) return 'reply';
  if (said('return-path') === '<>') return 'reply';
  if (submitted !== '' && submitted !== 'no') return 'list';
  if (/^(?:bulk|list|junk)$/.test(said('precedence'))) return 'list';
  if (headers.has('list-id') || headers.has('list-unsubscribe')) return 'list';
  const suppressed = said('x-auto-response-suppress');
  return suppressed === '' || suppressed === 'none' ? null : 'list';
}
