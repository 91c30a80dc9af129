import {
  type ContactWords,
  closestLanguage,
  DISTRIBUTIONS,
  type Distribution,
  type Hours,
  hoursException,
  type Language,
  type OpeningTimes,
  openingTimes,
  weekHours,
} from '@balcao/domain';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';

/** How a queue handles its tickets, with the company's hours where it has none of its own. */
export type QueueRules = {
  id: string;
  name: string;
  /** Whoever may mend it was told that nobody serves it (queues/unserved.ts). */
  isToldUnserved: boolean;
  zone: string;
  isOpenForWork: boolean;
  distribution: Distribution;
  isSticky: boolean;
  limit: number;
  priority: number;
  targetsMs: { firstResponse: number | null; nextResponse: number | null; resolution: number | null };
  pausesForContact: boolean;
  abandonedAfterMs: number | null;
  returnGraceMs: number;
  language: Language;
  outOfHours: 'wait' | 'end';
  /** What contacts are told, empty for nothing. */
  words: Record<ContactWords, string>;
  asksRating: boolean;
  hours: Hours;
  times: OpeningTimes;
};

const exceptionList = z.array(hoursException);
const ms = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1_000);

/** @returns undefined when there is no such queue. */
export async function queueRules(trx: Trx, companyId: string, queueId: string): Promise<QueueRules | undefined> {
  const row = await trx
    .selectFrom('queue as q')
    .innerJoin('company as c', 'c.id', 'q.companyId')
    .selectAll('q')
    .select(['c.zone', 'c.language', 'c.hours as companyHours', 'c.exceptions as companyExceptions'])
    .where('q.companyId', '=', companyId)
    .where('q.id', '=', queueId)
    .executeTakeFirst();
  if (!row) return undefined;
  const hours = {
    zone: row.zone,
    week: weekHours.parse(row.hours ?? row.companyHours),
    // Own dates beside the company's holidays; where both name a date, the queue's own stands.
    exceptions: [...exceptionList.parse(row.companyExceptions), ...exceptionList.parse(row.exceptions)],
  };
  return {
    id: row.id,
    name: row.name,
    isToldUnserved: row.unservedToldAt !== null,
    zone: row.zone,
    isOpenForWork: row.active && !row.closedNow,
    distribution: z.enum(DISTRIBUTIONS).parse(row.distribution),
    isSticky: row.sticky,
    limit: row.simultaneousLimit,
    priority: row.priority,
    targetsMs: {
      firstResponse: ms(row.firstResponseSeconds),
      nextResponse: ms(row.nextResponseSeconds),
      resolution: ms(row.resolutionSeconds),
    },
    pausesForContact: row.pausesForContact,
    abandonedAfterMs: ms(row.abandonedAfterSeconds),
    returnGraceMs: row.returnGraceSeconds * 1_000,
    language: closestLanguage([row.language]),
    outOfHours: row.outOfHours === 'end' ? 'end' : 'wait',
    words: {
      position: row.positionMessage,
      hours: row.outOfHoursMessage,
      abandoned: row.abandonedMessage,
      rating: row.ratingMessage,
    },
    asksRating: row.asksRating,
    hours,
    times: openingTimes(hours),
  };
}
