import type { Failure } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import type { ReceivedChange, ReceivedStatus, ReportedStatus } from './received.ts';

/** What came before the message that it is about: kept until that is known. `lockProviderId` first. */
export async function keepStatus(
  trx: Trx,
  companyId: string,
  channelId: string,
  report: ReceivedStatus,
): Promise<void> {
  await trx
    .insertInto('earlyStatus')
    .values({
      companyId,
      channelId,
      providerId: report.providerId,
      status: report.status,
      at: new Date(report.at),
      failure: report.failure && JSON.stringify(report.failure),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['companyId', 'channelId', 'providerId', 'status'])
        .doUpdateSet({ at: sql`excluded.at`, failure: sql`excluded.failure` })
        .where(sql<boolean>`excluded.at < early_status.at`),
    )
    .execute();
}

export async function takeStatuses(
  trx: Trx,
  companyId: string,
  channelId: string,
  providerId: string,
): Promise<ReceivedStatus[]> {
  const rows = await trx
    .deleteFrom('earlyStatus')
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .where('providerId', '=', providerId)
    .returning(['status', 'at', 'failure'])
    .execute();
  return rows.map((row) => ({
    type: 'status',
    providerId,
    ourId: null,
    status: row.status as ReportedStatus,
    at: row.at.getTime(),
    failure: row.failure as Failure | null,
  }));
}

export async function keepChange(
  trx: Trx,
  companyId: string,
  channelId: string,
  change: ReceivedChange,
): Promise<void> {
  await trx
    .insertInto('earlyChange')
    .values({
      companyId,
      channelId,
      targetId: change.targetProviderId,
      providerId: change.providerId,
      change: JSON.stringify(change),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function takeChanges(
  trx: Trx,
  companyId: string,
  channelId: string,
  targetId: string,
): Promise<ReceivedChange[]> {
  const rows = await trx
    .deleteFrom('earlyChange')
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .where('targetId', '=', targetId)
    .returning('change')
    .execute();
  return rows.map((row) => row.change as unknown as ReceivedChange); // what keepChange wrote
}
