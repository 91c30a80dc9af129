import { rolesThatMay } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { notifyAnew, settleNotice } from '../sync/index.ts';

/** Tells everybody who may mend it that an address was switched off. */
export async function tellDisabled(
  trx: Trx,
  companyId: string,
  about: { endpointId: string; url: string; reason: 'gone' | 'failing' },
): Promise<void> {
  for (const userId of await whoMend(trx, companyId)) {
    await notifyAnew(trx, { companyId, userId }, { kind: 'webhookDisabled', ...about }, about.endpointId);
  }
}

/** It works again, or is no more: the notices are settled. */
export async function settleDisabled(trx: Trx, companyId: string, endpointId: string): Promise<void> {
  for (const userId of await whoMend(trx, companyId)) {
    await settleNotice(trx, { companyId, userId }, 'webhookDisabled', endpointId);
  }
}

async function whoMend(trx: Trx, companyId: string): Promise<string[]> {
  const people = await trx
    .selectFrom('userAccount')
    .select('id')
    .where('companyId', '=', companyId)
    .where('active', '=', true)
    .where('role', 'in', rolesThatMay('webhook.manage'))
    .execute();
  return people.map(({ id }) => id);
}
