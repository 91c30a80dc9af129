import { z } from 'zod';
import type { OutgoingMessage, SendOutcome } from '../adapter.ts';
import { connectionFailure } from '../connection.ts';
import { jsonOf } from '../loose.ts';
import { refusalOf } from '../meta/refusals.ts';
import { bearer, graphUrl, type WhatsappAccount } from './account.ts';

/**
 * Meta answers within a second or two. Shorter: slow answers become "unclear" and bother a person. Longer: the
 * conversation's lane stands still, and its lease (server/src/jobs) must outlive this.
 */
export const SEND_TIMEOUT_MS = 20_000;

const acceptedAnswer = z.looseObject({ messages: z.tuple([z.looseObject({ id: z.string().min(1) })], z.unknown()) });

/** `POST /{phone-number-id}/messages`. Source: Meta, Cloud API, "Messages" reference. */
export async function sendMessage(account: WhatsappAccount, message: OutgoingMessage): Promise<SendOutcome> {
  const body = requestBody(message);
  if (!body) return { kind: 'rejected', code: 'contact.unreachable', detail: 'no WhatsApp number or user id is known' };
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(graphUrl(account, `${account.externalId}/messages`), {
      method: 'POST',
      headers: { ...bearer(account), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    answer = jsonOf(await response.text());
  } catch (error) {
    return connectionFailure(error);
  }
  if (!response.ok) return refusalOf(response.status, response.headers, answer, Date.now());
  const accepted = acceptedAnswer.safeParse(answer);
  if (!accepted.success)
    return { kind: 'unclear', code: 'answer.unreadable', detail: 'accepted, but without a message id' };
  return { kind: 'accepted', providerId: accepted.data.messages[0].id };
}

/** `to` takes a number, `recipient` a business-scoped id; where both are known the number wins (Meta, 2026-05-28). */
function requestBody(message: OutgoingMessage): Record<string, unknown> | null {
  const number = message.to.find((identity) => identity.kind === 'whatsapp' || identity.kind === 'phone');
  const userId = message.to.find((identity) => identity.kind === 'whatsappUser');
  if (!number && !userId) return null;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(number ? { to: number.value } : { recipient: userId?.value }),
    type: 'text',
    text: { body: message.content.text, preview_url: true },
    ...(message.quotedProviderId ? { context: { message_id: message.quotedProviderId } } : {}),
    biz_opaque_callback_data: message.ourId,
  };
}
