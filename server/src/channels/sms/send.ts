import { z } from 'zod';
import type { DownloadOutcome, OutgoingContent, OutgoingMessage, SendOutcome, ValidationOutcome } from '../adapter.ts';
import { callPlatform, downloadFrom, refusalBy } from '../connection.ts';
import { noPublicAddress } from '../fileBytes.ts';
import { apiUrl, basic, type SmsAccount } from './account.ts';

const accepted = z.looseObject({ sid: z.string().min(1) });
const refused = z.looseObject({ code: z.number(), message: z.string().default('') });

/** Twilio's own faults, limits of pace and full queues. Source: Twilio, "Error and warning dictionary" (2026). */
const PASSING: ReadonlySet<number> = new Set([20429, 20500, 20503, 30001, 30022, 14107]);

/** Wrong key, account not active, number that is not ours. Source: as above. */
const BLOCKING: ReadonlySet<number> = new Set([20003, 20005, 21606, 21660]);

/** `POST /2010-04-01/Accounts/{sid}/Messages.json`, as a form. Source: Twilio, "Messages resource" (2026). */
export async function sendMessage(account: SmsAccount, message: OutgoingMessage): Promise<SendOutcome> {
  const person = message.to.find((identity) => identity.kind === 'phone' || identity.kind === 'whatsapp');
  if (!person) return { kind: 'rejected', code: 'contact.unreachable', detail: 'no phone number is known' };
  const said = wordsAndFile(message.content);
  if (!said) return { kind: 'rejected', code: 'message.kind', detail: message.content.kind };
  if (said.url === null) return noPublicAddress;
  const { statusCallback } = account.credentials;
  const form = new URLSearchParams({
    To: `+${person.value.replace(/\D/g, '')}`,
    From: account.externalId,
    ...(said.body === '' ? {} : { Body: said.body }),
    ...(said.url === undefined ? {} : { MediaUrl: said.url }),
    ...(statusCallback ? { StatusCallback: `${statusCallback}?message=${message.ourId}` } : {}),
  });
  const answered = await callPlatform(apiUrl(account, '/Messages.json'), { headers: basic(account), form });
  if (answered.kind !== 'answer') return answered;
  const { response, answer } = answered;
  if (!response.ok) return refusalFor(response, answer);
  const taken = accepted.safeParse(answer);
  if (!taken.success)
    return { kind: 'unclear', code: 'answer.unreadable', detail: 'accepted, but without a message id' };
  return { kind: 'accepted', providerId: taken.data.sid };
}

/** Words, and the address of a file that Twilio fetches (MMS); undefined without one. */
function wordsAndFile(content: OutgoingContent): { body: string; url?: string | null } | null {
  switch (content.kind) {
    case 'text':
      return { body: content.text };
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
      return { body: content.caption, url: content.file.url };
    default:
      return null;
  }
}

function refusalFor(response: Response, answer: unknown): SendOutcome {
  const error = refused.safeParse(answer).data;
  if (!error) return refusalBy(response, { code: `http.${response.status}`, detail: '', passes: null });
  return refusalBy(response, {
    code: `sms.${error.code}`,
    detail: error.message,
    passes: PASSING.has(error.code),
    blocks: BLOCKING.has(error.code),
  });
}

/** Pictures of MMS lie at Twilio's own address, behind the same key unless the account made them public. */
export function downloadMedia(account: SmsAccount, address: string): Promise<DownloadOutcome> {
  const { baseUrl } = account.credentials;
  const isTheirs = URL.parse(address)?.origin === URL.parse(baseUrl)?.origin;
  return downloadFrom(address, { trustedOrigin: baseUrl, headers: isTheirs ? basic(account) : {} });
}

const numbers = z.looseObject({ incoming_phone_numbers: z.array(z.looseObject({ phone_number: z.string() })) });

/** Whether key and number belong together: a number of somebody else's account can send nothing. */
export async function validateAccount(account: SmsAccount): Promise<ValidationOutcome> {
  const url = apiUrl(account, `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(account.externalId)}`);
  const answered = await callPlatform(url, { method: 'GET', headers: basic(account) });
  if (answered.kind !== 'answer') return { kind: 'invalid', reason: `${answered.code}: ${answered.detail}` };
  if (!answered.response.ok) {
    const error = refused.safeParse(answered.answer).data;
    return { kind: 'invalid', reason: error ? `${error.code}: ${error.message}` : `http.${answered.response.status}` };
  }
  const found = numbers.safeParse(answered.answer).data?.incoming_phone_numbers ?? [];
  const mine = found.find((each) => each.phone_number === account.externalId);
  return mine
    ? { kind: 'valid', address: mine.phone_number }
    : { kind: 'invalid', reason: `${account.externalId} is not a number of this Twilio account` };
}
