import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { notifyAnew, settleNotice } from '../sync/index.ts';
import type { QueueRules } from '../tickets/index.ts';
import { whoMay } from '../users/index.ts';

/**
 * Tickets of a queue without members wait for nobody: whoever may change the queue is told, once, until somebody serves it
 * again. Two servers that see it tell it once.
 */
export async function tellWhetherServed(trx: Trx, companyId: string, rules: QueueRules): Promise<void> {
  const { id: queueId, name, isToldUnserved } = rules;
  const isServed = await hasMembers(trx, companyId, queueId);
  if (isServed !== isToldUnserved) return;
  if (!isServed && !(await hasWaiting(trx, companyId, queueId))) return;
  if (!(await noteTold(trx, companyId, queueId, !isServed))) return;
  for (const userId of await whoMay(trx, companyId, 'queue.manage')) {
    const to = { companyId, userId };
    if (isServed) await settleNotice(trx, to, 'queueUnserved', queueId);
    else await notifyAnew(trx, to, { kind: 'queueUnserved', queueId, name }, queueId);
  }
}

async function hasMembers(trx: Trx, companyId: string, queueId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('queueMember as m')
    .innerJoin('userAccount as u', (join) =>
      join.onRef('u.companyId', '=', 'm.companyId').onRef('u.id', '=', 'm.userId'),
    )
    .select('m.userId')
    .where('m.companyId', '=', companyId)
    .where('m.queueId', '=', queueId)
    .where('u.active', '=', true)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function hasWaiting(trx: Trx, companyId: string, queueId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('ticket')
    .select('id')
    .where('companyId', '=', companyId)
    .where('queueId', '=', queueId)
    // Spelled as in ticket_line, a partial index.
    .where('status', '=', sql.lit('waiting'))
    .where(sql<boolean>`not snoozed`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** @returns whether this is the one who tells it. */
async function noteTold(trx: Trx, companyId: string, queueId: string, isUnserved: boolean): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('queue')
    .set({ unservedToldAt: isUnserved ? new Date() : null })
    .where('companyId', '=', companyId)
    .where('id', '=', queueId)
    .where('unservedToldAt', isUnserved ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
