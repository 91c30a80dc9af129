import { sql } from 'kysely';
import type { Trx } from '../../../db/index.ts';

/** Rows of `mailbox`: how far a channel's mailbox was read, and which process reads it. */
export type Mailbox = { companyId: string; channelId: string };
/** `uidValidity` is null before the first look. */
export type Position = { uidValidity: number | null; lastUid: number; readAt: Date | null };

/** @returns null while another process holds it. */
export async function claimMailbox(
  trx: Trx,
  { companyId, channelId }: Mailbox,
  holder: string,
  leaseSeconds: number,
): Promise<Position | null> {
  const leaseUntil = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`;
  const row = await trx
    .insertInto('mailbox')
    .values({ companyId, channelId, holder, leaseUntil })
    .onConflict((conflict) =>
      conflict
        .columns(['companyId', 'channelId'])
        .doUpdateSet({ holder, leaseUntil })
        .where((eb) =>
          eb.or([
            eb('mailbox.holder', 'is', null),
            eb('mailbox.holder', '=', holder),
            eb('mailbox.leaseUntil', '<', sql<Date>`now()`),
          ]),
        ),
    )
    .returning(['uidValidity', 'lastUid', 'readAt'])
    .executeTakeFirst();
  return row ?? null;
}

/** Renews the lease with what was read. @returns false when another process has taken the mailbox. */
export async function moveOn(
  trx: Trx,
  { companyId, channelId }: Mailbox,
  holder: string,
  leaseSeconds: number,
  read: Partial<Position>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('mailbox')
    .set({ ...read, leaseUntil: sql<Date>`now() + make_interval(secs => ${leaseSeconds})` })
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .where('holder', '=', holder)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function leaveMailbox(trx: Trx, { companyId, channelId }: Mailbox, holder: string): Promise<void> {
  await trx
    .updateTable('mailbox')
    .set({ holder: null })
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .where('holder', '=', holder)
    .execute();
}

/** Those of the ids that are messages already. */
export async function knownIds(
  trx: Trx,
  { companyId, channelId }: Mailbox,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await trx
    .selectFrom('message')
    .select('providerId')
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .where('providerId', 'in', ids)
    .execute();
  return new Set(rows.map(({ providerId }) => providerId ?? ''));
}

/** Only what the watch itself said of a channel is taken back by it. */
const OURS = ['email.imap', 'email.login'] as const;

/** What people see of the channel in its settings. One that was paused stays paused. */
export async function noteState(trx: Trx, { companyId, channelId }: Mailbox, problem: string | null): Promise<void> {
  const channel = trx.updateTable('channel').where('companyId', '=', companyId).where('id', '=', channelId);
  if (problem !== null) {
    const statusReason = problem.slice(0, 500);
    await channel
      .set({ status: 'error', statusReason })
      .where('status', '<>', 'inactive')
      .where((eb) => eb.or([eb('status', '<>', 'error'), eb('statusReason', '<>', statusReason)]))
      .execute();
    return;
  }
  await channel
    .set({ status: 'active', statusReason: '' })
    .where('status', '=', 'error')
    .where((eb) => eb.or(OURS.map((code) => eb('statusReason', 'like', `${code}:%`))))
    .execute();
}
