import { type ChannelKind, capabilitiesOf } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { conversationFor, newestInbound } from '../conversations/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { adapterOf } from './adapters.ts';
import type { CredentialKeys } from './credentials.ts';
import { accountOf } from './store.ts';

/**
 * Shows the contact that somebody writes (INB-25), where the platform can. A thing of the moment: nothing is kept, and what
 * does not get through is not tried again.
 * @throws Refusal `record.notFound`, `auth.notPermitted`
 */
export async function tellTyping(
  database: Database,
  credentialKeys: CredentialKeys,
  actor: Actor,
  conversationId: string,
): Promise<void> {
  const about = await inCompany(database, actor.companyId, async (trx) => {
    const { channelKind } = await conversationFor(trx, actor, conversationId);
    if (!capabilitiesOf(channelKind as ChannelKind).tellsTyping) return null;
    const message = await newestInbound(trx, actor.companyId, conversationId);
    return message && { message, channel: await accountOf(trx, credentialKeys, actor.companyId, message.channelId) };
  });
  if (about?.channel.status !== 'active') return;
  const { message, channel } = about;
  await adapterOf(channel.kind).tell?.(channel.account, { providerId: message.providerId, isTyping: true });
}
