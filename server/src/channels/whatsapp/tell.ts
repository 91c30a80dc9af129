import { callPlatform } from '../connection.ts';
import { bearer, graphUrl, type WhatsappAccount } from './account.ts';

/**
 * Marks a message, and all before it, as read; `isTyping` shows besides for 25 s, or until we write, that somebody writes.
 * Source: Meta, Cloud API, "Mark messages as read" and "Typing indicators" (2026).
 * @returns whether it was taken; what went wrong is in the channel's next real message, too.
 */
export async function tell(
  account: WhatsappAccount,
  { providerId, isTyping }: { providerId: string; isTyping: boolean },
): Promise<boolean> {
  const answered = await callPlatform(graphUrl(account, `${account.externalId}/messages`), {
    headers: bearer(account),
    json: {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: providerId,
      ...(isTyping ? { typing_indicator: { type: 'text' } } : {}),
    },
  });
  return answered.kind === 'answer' && answered.response.ok;
}
