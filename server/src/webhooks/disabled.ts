import type { Trx } from '../db/index.ts';
import { notifyAnew, settleNotice } from '../sync/index.ts';
import { whoMay } from '../users/index.ts';

/** Tells everybody who may mend it that an address was switched off. */
export async function tellDisabled(
  trx: Trx,
  companyId: string,
  about: { endpointId: string; url: string; reason: 'gone' | 'failing' },
): Promise<void> {
  for (const userId of await whoMay(trx, companyId, 'webhook.manage')) {
    await notifyAnew(trx, { companyId, userId }, { kind: 'webhookDisabled', ...about }, about.endpointId);
  }
}

/** It works again, or is no more: the notices are settled. */
export async function settleDisabled(trx: Trx, companyId: string, endpointId: string): Promise<void> {
  for (const userId of await whoMay(trx, companyId, 'webhook.manage')) {
    await settleNotice(trx, { companyId, userId }, 'webhookDisabled', endpointId);
  }
}
