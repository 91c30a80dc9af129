import { Refusal } from '@balcao/domain';
import { type Database, inCompany } from '../db/index.ts';
import { adapterOf } from './adapters.ts';
import type { CredentialKeys } from './credentials.ts';
import { tellBreaker } from './flow/breakers.ts';
import { keepPace } from './flow/flowStore.ts';
import { accountOf, channelById, storeValidation } from './store.ts';
import { askForTemplates } from './templatesLane.ts';

/**
 * Asks the platform whether a channel's credentials open its account, and keeps the answer and its reason (INB-02). The
 * call is made between two transactions: nothing is held while a platform takes its time.
 * @throws Refusal `record.notFound`; `channel.inactive` for one that was disconnected
 */
export async function validateChannel(
  database: Database,
  keys: CredentialKeys,
  { companyId, channelId }: { companyId: string; channelId: string },
): Promise<{ status: 'active' | 'error'; reason: string }> {
  const { kind, account } = await inCompany(database, companyId, async (trx) => {
    const channel = await channelById(trx, companyId, channelId);
    if (!channel) throw new Refusal({ code: 'record.notFound', record: 'channel', id: channelId });
    if (channel.disconnectedAt !== null) throw new Refusal({ code: 'channel.inactive', channelId });
    return accountOf(trx, keys, companyId, channelId);
  });
  const outcome = await adapterOf(kind).validate(account);
  const result =
    outcome.kind === 'valid'
      ? { status: 'active' as const, reason: '', address: outcome.address }
      : { status: 'error' as const, reason: outcome.reason.slice(0, 500), address: '' };
  await inCompany(database, companyId, async (trx) => {
    await storeValidation(trx, companyId, channelId, result);
    if (outcome.kind === 'invalid') return;
    await keepPace(trx, companyId, channelId, outcome.perSecond ?? null);
    await tellBreaker(trx, companyId, channelId, { type: 'mended', at: Date.now() });
    await askForTemplates(trx, companyId, { channelId, kind });
  });
  return { status: result.status, reason: result.reason };
}
