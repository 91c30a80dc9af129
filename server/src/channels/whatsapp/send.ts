import { z } from 'zod';
import type { OutgoingMessage, SendOutcome } from '../adapter.ts';
import { callPlatform } from '../connection.ts';
import { refusalOf } from '../meta/refusals.ts';
import { bearer, graphUrl, type WhatsappAccount } from './account.ts';
import { contentPart } from './contentPart.ts';

const acceptedAnswer = z.looseObject({ messages: z.tuple([z.looseObject({ id: z.string().min(1) })], z.unknown()) });

/** `POST /{phone-number-id}/messages`. Source: Meta, Cloud API, "Messages" reference. */
export async function sendMessage(account: WhatsappAccount, message: OutgoingMessage): Promise<SendOutcome> {
  const recipient = recipientOf(message);
  if (!recipient) {
    return { kind: 'rejected', code: 'contact.unreachable', detail: 'no WhatsApp number or user id is known' };
  }
  const part = await contentPart(account, message.content);
  if (part.kind !== 'ready') return part.outcome;
  const body = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipient,
    ...part.fields,
    ...(message.quotedProviderId ? { context: { message_id: message.quotedProviderId } } : {}),
    biz_opaque_callback_data: message.ourId,
  };
  const url = graphUrl(account, `${account.externalId}/messages`);
  const answered = await callPlatform(url, { headers: bearer(account), json: body });
  if (answered.kind !== 'answer') return answered;
  const { response, answer } = answered;
  if (!response.ok) return refusalOf(response.status, response.headers, answer, Date.now());
  const accepted = acceptedAnswer.safeParse(answer);
  if (!accepted.success)
    return { kind: 'unclear', code: 'answer.unreadable', detail: 'accepted, but without a message id' };
  return { kind: 'accepted', providerId: accepted.data.messages[0].id };
}

/** `to` takes a number, `recipient` a business-scoped id; where both are known the number wins (Meta, 2026-05-28). */
function recipientOf(message: OutgoingMessage): Record<string, string> | null {
  const number = message.to.find((identity) => identity.kind === 'whatsapp' || identity.kind === 'phone');
  if (number) return { to: number.value };
  const userId = message.to.find((identity) => identity.kind === 'whatsappUser');
  return userId ? { recipient: userId.value } : null;
}
