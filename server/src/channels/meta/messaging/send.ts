import { z } from 'zod';
import type { OutgoingMessage, SendOutcome } from '../../adapter.ts';
import { callPlatform, UPLOAD_TIMEOUT_MS } from '../../connection.ts';
import { type RefusalCodes, refusalOf } from '../refusals.ts';
import { bearer, graphUrl, type MessagingAccount } from './account.ts';
import { bubbleOf, formOf } from './bubble.ts';
import type { Platform } from './parse.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const acceptedAnswer = z.looseObject({ message_id: z.string().min(1) });

/**
 * `POST /{id}/messages`. Within 24 hours after the contact wrote it is a response; up to 7 days after, only what a person
 * writes may go out, under the human agent tag. Source: Meta, Messenger Platform, "Send API" and "Message tags" (2026).
 */
export async function sendMessage(
  platform: Platform,
  account: MessagingAccount,
  message: OutgoingMessage,
): Promise<SendOutcome> {
  const person = message.to.find((identity) => identity.kind === platform);
  if (!person) return { kind: 'rejected', code: 'contact.unreachable', detail: `no ${platform} id is known` };
  const bubble = await bubbleOf(platform, message.content);
  if (bubble.kind === 'failed') return bubble.outcome;
  const said = {
    recipient: { id: person.value },
    ...manner(message.lastInboundAt),
    message: {
      ...bubble.message,
      // Comes back in Messenger's echo of this message: what tells it apart from an answer by phone.
      ...(platform === 'facebook' ? { metadata: message.ourId } : {}),
    },
    ...(message.quotedProviderId ? { reply_to: { mid: message.quotedProviderId } } : {}),
  };
  const answered = await callPlatform(graphUrl(account, `${account.externalId}/messages`), {
    headers: bearer(account),
    ...(bubble.file ? { form: formOf(said, bubble.file), timeoutMs: UPLOAD_TIMEOUT_MS } : { json: said }),
  });
  if (answered.kind !== 'answer') return answered;
  const { response, answer } = answered;
  if (!response.ok) {
    const refusal = refusalOf(response.status, response.headers, answer, Date.now(), CODES);
    return refusal.kind === 'accepted' ? refusal : { ...refusal, code: `messenger.${refusal.code}` };
  }
  const accepted = acceptedAnswer.safeParse(answer);
  if (!accepted.success)
    return { kind: 'unclear', code: 'answer.unreadable', detail: 'accepted, but without a message id' };
  return { kind: 'accepted', providerId: accepted.data.message_id };
}

function manner(lastInboundAt: number | null): Record<string, string> {
  const isResponse = lastInboundAt !== null && Date.now() - lastInboundAt < DAY_MS;
  return isResponse ? { messaging_type: 'RESPONSE' } : { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
}

/**
 * Source: Meta, Messenger Platform, "Error codes" (2026). 10 and 200 are not blocking here: with subcodes they speak of this
 * message (outside the window) or this person.
 */
const CODES: RefusalCodes = {
  passing: new Set([1, 2, 341, 368, 1200]),
  blocking: new Set([102, 190]),
  tooFast: new Map([4, 17, 32, 613, 80006].map((code) => [code, { whose: 'channel', afterMs: 60_000 }])),
};
