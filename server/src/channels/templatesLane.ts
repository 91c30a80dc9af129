import type { Log, Trx } from '../db/index.ts';
import { addWork, type LaneWorker } from '../jobs/index.ts';
import { keepTemplates, noteTemplatesAsked } from '../templates/index.ts';
import { adapterOf } from './adapters.ts';
import type { CredentialKeys } from './credentials.ts';
import { accountOf, channelById } from './store.ts';

const PREFIX = 'templates';
const MINUTE_MS = 60_000;
/** What changes is told by webhook; once a day heals what was not. After a failure sooner. */
const AGAIN_MS = 24 * 60 * MINUTE_MS;
const AFTER_FAILURE_MS = 15 * MINUTE_MS;

/** Has the account asked for its templates, soon. A kind of channel without templates has nothing to ask. */
export async function askForTemplates(
  trx: Trx,
  companyId: string,
  { channelId, kind }: { channelId: string; kind: string },
): Promise<void> {
  if (!adapterOf(kind).templates) return;
  await addWork(trx, companyId, [`${PREFIX}:${channelId}`]);
}

/** Lists the templates of an account and keeps them (INB-21). */
export function templatesLane(options: { log: Log; credentialKeys: CredentialKeys }): LaneWorker {
  return {
    prefix: PREFIX,
    run: async (lane) => {
      const { companyId } = lane;
      const [, channelId = ''] = lane.key.split(':');
      const channel = await lane.step(async (trx) =>
        (await channelById(trx, companyId, channelId))
          ? accountOf(trx, options.credentialKeys, companyId, channelId)
          : null,
      );
      const list = channel && adapterOf(channel.kind).templates;
      if (!channel || !list) return { nextDueAt: null };
      const listed = await list(channel.account);
      await lane.step(async (trx) => {
        if (listed.kind === 'listed') await keepTemplates(trx, companyId, channelId, listed.templates);
        const error = listed.kind === 'listed' ? '' : [listed.code, listed.detail].filter(Boolean).join(': ');
        await noteTemplatesAsked(trx, companyId, channelId, error);
      });
      const { kind } = listed;
      options.log.info({ company: companyId, channel: channelId, outcome: kind }, 'asked an account for its templates');
      return { nextDueAt: new Date(Date.now() + (kind === 'listed' ? AGAIN_MS : AFTER_FAILURE_MS)) };
    },
  };
}
