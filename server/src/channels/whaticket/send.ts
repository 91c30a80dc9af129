import { z } from 'zod';
import type { DownloadOutcome, OutgoingMessage, SendOutcome, ValidationOutcome } from '../adapter.ts';
import { callPlatform, downloadFrom, refusalBy, UPLOAD_TIMEOUT_MS } from '../connection.ts';
import { readWhole } from '../fileBytes.ts';
import { apiUrl, type WhaticketAccount } from './account.ts';
import { forgetToken, tokenFor } from './token.ts';

const accepted = z.looseObject({ id: z.union([z.string(), z.number()]).optional(), messageId: z.string().optional() });
const refused = z.looseObject({ error: z.string().default(''), message: z.string().default('') });

/**
 * `POST /api/messages/send` as the bearer: `{number, body}`, or a form with the file as `medias` and its words as `body`.
 * Source: Whaticket, "API de mensagens".
 */
export async function sendMessage(account: WhaticketAccount, message: OutgoingMessage): Promise<SendOutcome> {
  const person = message.to.find((identity) => identity.kind === 'whatsapp' || identity.kind === 'phone');
  if (!person) return { kind: 'rejected', code: 'contact.unreachable', detail: 'no number is known' };
  const { content } = message;
  switch (content.kind) {
    case 'text':
      return attempt(account, { json: { number: person.value, body: content.text } }, message.ourId);
    case 'image':
    case 'video':
    case 'audio':
    case 'document': {
      const read = await readWhole(content.file);
      if (read.kind === 'failed') return read.outcome;
      const form = new FormData();
      form.set('number', person.value);
      form.set('body', content.caption);
      form.set('medias', read.file);
      return attempt(account, { form, timeoutMs: UPLOAD_TIMEOUT_MS }, message.ourId);
    }
    default:
      return { kind: 'rejected', code: 'message.kind', detail: content.kind };
  }
}

type Call = { json: object } | { form: FormData; timeoutMs: number };

async function attempt(account: WhaticketAccount, call: Call, ourId: string): Promise<SendOutcome> {
  const signed = await tokenFor(account, Date.now());
  if (signed.kind !== 'token') return signed;
  const headers = { authorization: `Bearer ${signed.token}` };
  const answered = await callPlatform(apiUrl(account, '/api/messages/send'), { headers, ...call });
  if (answered.kind !== 'answer') return answered;
  const { response, answer } = answered;
  if (response.ok) {
    const taken = accepted.safeParse(answer).data;
    // It need not tell an id; ours then stands for it, as no status ever asks for another.
    return { kind: 'accepted', providerId: String(taken?.id ?? taken?.messageId ?? `whaticket.${ourId}`) };
  }
  if (response.status === 401 && signed.isCached) {
    forgetToken(account);
    return attempt(account, call, ourId);
  }
  const words = refused.safeParse(answer).data;
  const code = words?.error || `http.${response.status}`;
  return refusalBy(response, {
    code: `whaticket.${code}`,
    detail: words?.message || words?.error || '',
    // Its 5xx come with words when the connection to WhatsApp is down: nothing went out then.
    passes: words && response.status >= 500 ? true : null,
  });
}

export async function validateAccount(account: WhaticketAccount): Promise<ValidationOutcome> {
  const signed = await tokenFor(account, Date.now());
  if (signed.kind !== 'token') return { kind: 'invalid', reason: `${signed.code}: ${signed.detail}` };
  const headers = { authorization: `Bearer ${signed.token}` };
  const answered = await callPlatform(apiUrl(account, '/whatsapp/'), { method: 'GET', headers });
  if (answered.kind !== 'answer') return { kind: 'invalid', reason: `${answered.code}: ${answered.detail}` };
  if (answered.response.ok) return { kind: 'valid', address: '' };
  return { kind: 'invalid', reason: `http.${answered.response.status}` };
}

export function downloadMedia({ credentials }: WhaticketAccount, address: string): Promise<DownloadOutcome> {
  return downloadFrom(address, { trustedOrigin: credentials.baseUrl });
}
