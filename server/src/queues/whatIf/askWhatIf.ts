import { type QueueChange, Refusal, type WhatIf } from '@balcao/domain';
import type { Actor } from '../../auth/index.ts';
import { type Database, inCompany } from '../../db/index.ts';
import { queueRules } from '../../tickets/index.ts';
import { queueById } from '../store.ts';
import { heldSince, ticketsSince } from './pastStore.ts';
import { FEWEST_TICKETS, simulateApart } from './simulations.ts';

const DAYS = 30;
/** The latest ones count where there are more; higher: a thread that works for longer than an admin waits. */
const MOST_TICKETS = 20_000;
const MOST_HELD = 60_000;

export type WhatIfAnswer = {
  tickets: number;
  fewest: number;
  /** `null`: there are too few tickets, or nobody served any. */
  result: WhatIf | null;
};

/**
 * How a queue's last 30 days would have been with a change: simulated as it is and as it would be (queues/simulation in the
 * domain), beside what was measured. What is not named in `change` stays.
 *
 * @throws Refusal `record.notFound`, `request.tooMany`
 */
export async function askWhatIf(
  database: Database,
  { companyId }: Actor,
  { queueId, change, at }: { queueId: string; change: Partial<QueueChange>; at: Date },
): Promise<WhatIfAnswer> {
  const from = new Date(at.getTime() - DAYS * 86_400_000);
  const work = await inCompany(
    database,
    companyId,
    async (trx) => {
      const [queue, rules] = [await queueById(trx, companyId, queueId), await queueRules(trx, companyId, queueId)];
      if (!queue || !rules) throw new Refusal({ code: 'record.notFound', record: 'queue', id: queueId });
      const withSkills = [rules.distribution, change.distribution].includes('skills');
      const rows = await ticketsSince(trx, companyId, { queueId, from, most: MOST_TICKETS, withSkills });
      const userIds = [...new Set(rows.flatMap(({ assigneeId }) => assigneeId ?? []))];
      const held = userIds.length === 0 ? [] : await heldSince(trx, companyId, { userIds, from, most: MOST_HELD });
      const { distribution, isSticky, limit, hours, targetsMs, abandonedAfterMs, returnGraceMs } = rules;
      const simulated = {
        ...{ distribution, isSticky, limit, hours, abandonedAfterMs, returnGraceMs },
        firstResponseMs: targetsMs.firstResponse,
        resolutionMs: targetsMs.resolution,
      };
      return {
        read: { rules: simulated, queueId, rows, held, members: queue.members, now: at.getTime() },
        change: { more: 0, distribution, isSticky, limit, ...change },
      };
    },
    { readOnly: true },
  );
  return { ...(await simulateApart(work)), fewest: FEWEST_TICKETS };
}
