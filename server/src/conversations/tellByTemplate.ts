import { parametersOf, Refusal, type TemplateVariable, variablesOf } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { templateOf } from '../templates/index.ts';
import { placeMessage } from './placeMessage.ts';
import { type Channel, type Conversation, lockConversation } from './store.ts';
import { tellContact } from './tellContact.ts';
import { templateContent } from './templateContent.ts';

/** Nobody's name: no file of anybody's is ever its header. */
const nobody = (companyId: string) => ({ companyId, userId: '', role: 'attendant' as const, queueIds: [] });

/**
 * Says something by itself where only a template may go. The conversation is locked, and may be closed.
 *
 * @param fill what stands at the template's places, by the variable's key.
 * @returns false where it cannot be said: it is another channel's, not approved, has places without a value, a file.
 */
export async function tellByTemplate(
  trx: Trx,
  companyId: string,
  conversation: Conversation,
  { templateId, fill }: { templateId: string; fill: (variables: TemplateVariable[]) => ReadonlyMap<string, string> },
): Promise<boolean> {
  const { channelId } = conversation;
  const template = await templateOf(trx, companyId, { channelId, templateId });
  if (!template) return false;
  try {
    const parameters = parametersOf(template, fill(variablesOf(template)));
    const wish = { templateId, parameters, mediaId: null };
    const content = await templateContent(trx, nobody(companyId), conversation, wish);
    return await tellContact(trx, companyId, conversation, content);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * Where a contact is told something over a channel on which they may never have written: the latest conversation, closed
 * or not, or a new one that is closed, so that it stands in nobody's list before they answer. The contact is locked.
 */
export async function conversationToTell(
  trx: Trx,
  companyId: string,
  { contactId, channel, at }: { contactId: string; channel: Channel; at: Date },
): Promise<Conversation> {
  const origin = { kind: 'history', direction: 'out', status: 'sent' } as const;
  const { id } = await placeMessage(trx, { companyId, contactId, channel, at }, origin);
  return lockConversation(trx, companyId, id);
}
