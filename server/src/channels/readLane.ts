import { conversationOfReadLane, noteReadTold, untoldInbound } from '../conversations/index.ts';
import type { Log } from '../db/index.ts';
import type { LaneWorker } from '../jobs/index.ts';
import { adapterOf } from './adapters.ts';
import type { CredentialKeys } from './credentials.ts';
import { accountOf } from './store.ts';

/**
 * Tells the platform that we have read what the contact wrote (INB-25): blue ticks on their phone. One that it does not take
 * is not told again: the next reading tells of all before it.
 */
export function readLane(options: { log: Log; credentialKeys: CredentialKeys }): LaneWorker {
  return {
    prefix: 'read',
    run: async (lane) => {
      const { companyId } = lane;
      const conversationId = conversationOfReadLane(lane.key);
      const untold = await lane.step(async (trx) => {
        const message = await untoldInbound(trx, companyId, conversationId);
        if (!message) return null;
        return { message, channel: await accountOf(trx, options.credentialKeys, companyId, message.channelId) };
      });
      if (!untold) return { nextDueAt: null };
      const { message, channel } = untold;
      const tell = adapterOf(channel.kind).tell;
      if (!tell || channel.status !== 'active') return { nextDueAt: null };
      const outcome = await tell(channel.account, { providerId: message.providerId, isTyping: false });
      await lane.step((trx) => noteReadTold(trx, companyId, conversationId, message.messageId));
      options.log.debug({ company: companyId, message: message.messageId, outcome }, 'told that it was read');
      return { nextDueAt: null };
    },
  };
}
