import { identitiesOf, namelessContact, nameNameless } from '../contacts/index.ts';
import type { Log, Trx } from '../db/index.ts';
import { addWork, type LaneWorker } from '../jobs/index.ts';
import { adapterOf } from './adapters.ts';
import type { CredentialKeys } from './credentials.ts';
import { accountOf } from './store.ts';

const PREFIX = 'name';

/** Has the platform asked who somebody is whom it named by id alone; nothing happens where the name is known. */
export async function askForName(
  trx: Trx,
  companyId: string,
  { channelId, contactId }: { channelId: string; contactId: string },
): Promise<void> {
  if (!(await namelessContact(trx, companyId, contactId))) return;
  await addWork(trx, companyId, [`${PREFIX}:${channelId}:${contactId}`]);
}

/** Asks once, when somebody writes whose name nobody knows; whoever does not want to be named stays without. */
export function nameLane(options: { log: Log; credentialKeys: CredentialKeys }): LaneWorker {
  return {
    prefix: PREFIX,
    run: async (lane) => {
      const { companyId } = lane;
      const [, channelId = '', contactId = ''] = lane.key.split(':');
      const asked = await lane.step(async (trx) => {
        if (!(await namelessContact(trx, companyId, contactId))) return null;
        const channel = await accountOf(trx, options.credentialKeys, companyId, channelId);
        const identities = await identitiesOf(trx, companyId, contactId);
        return { channel, id: identities.find((identity) => identity.kind === channel.kind)?.value };
      });
      if (!asked?.id) return { nextDueAt: null };
      const { channel, id } = asked;
      const name = await adapterOf(channel.kind).nameOf?.(channel.account, id);
      if (name) await lane.step((trx) => nameNameless(trx, companyId, contactId, name.slice(0, 200)));
      options.log.debug(
        { company: companyId, contact: contactId, found: Boolean(name) },
        'asked a platform for a name',
      );
      return { nextDueAt: null };
    },
  };
}
