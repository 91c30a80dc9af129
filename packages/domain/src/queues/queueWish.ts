/** A queue as an admin sets it up (QUE-01): what the form sends and the server checks. */
import { z } from 'zod';
import { hoursException, weekHours } from '../companies/hours.ts';
import { DISTRIBUTIONS } from './distribution.ts';
import { PRIORITIES } from './ticket.ts';

/** Targets in seconds of open time; `null`: nothing is promised. A year at most. */
const target = z.int().min(1).max(31_536_000).nullable();
/** What contacts read; a platform's shortest limit is 1000. Empty: nothing is said. */
const words = z.string().trim().max(1_000);
const skill = z.string().trim().min(1).max(40);

export const queueMember = z.object({
  userId: z.uuid(),
  weight: z.int().min(1).max(100),
  skills: z.array(skill).max(20),
  supervisor: z.boolean(),
});
export type QueueMember = z.infer<typeof queueMember>;

export const queueWish = z.object({
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(300),
  isDefault: z.boolean(),
  active: z.boolean(),
  distribution: z.enum(DISTRIBUTIONS),
  sticky: z.boolean(),
  simultaneousLimit: z.int().min(1).max(100),
  priority: z.int().min(PRIORITIES.least).max(PRIORITIES.most),
  firstResponseSeconds: target,
  nextResponseSeconds: target,
  resolutionSeconds: target,
  pausesForContact: z.boolean(),
  returnGraceSeconds: z.int().min(0).max(86_400),
  /** `null`: the company's. */
  hours: weekHours.nullable(),
  exceptions: z.array(hoursException).max(200),
  /** Closed: the ticket waits for the opening, or ends at once with its conversation. */
  outOfHours: z.enum(['wait', 'end']),
  outOfHoursMessage: words,
  positionMessage: words,
  /** Of open time without anybody's answer; `null`: nobody is given up on. */
  abandonedAfterSeconds: target,
  abandonedMessage: words,
  asksRating: z.boolean(),
  /** Empty: the usual question, in the company's language. */
  ratingMessage: words,
  members: z
    .array(queueMember)
    .max(1_000)
    .refine((members) => new Set(members.map(({ userId }) => userId)).size === members.length, {
      message: 'names somebody twice',
    }),
});
export type QueueWish = z.infer<typeof queueWish>;

/** What a queue begins with where its admin says nothing (FILA_DEFAULT_SIMULTANEOUS, FILA_ABANDONED_TIMEOUT). */
export type UsualQueue = Pick<QueueWish, 'simultaneousLimit'> & { abandonedAfterSeconds: number };

/** Attendants pull when they can: from a manual queue nobody is given up on, unless its admin says so (QUE-06). */
const usuallyGivenUpAfter = (distribution: QueueWish['distribution'], usual: UsualQueue): number | null =>
  distribution === 'manual' ? null : usual.abandonedAfterSeconds;

/** A queue that gives out its work in another way from now on: what was usual before is as usual now, what was set stays. */
export function withDistribution<Wish extends Pick<QueueWish, 'distribution' | 'abandonedAfterSeconds'>>(
  wish: Wish,
  distribution: QueueWish['distribution'],
  usual: UsualQueue,
): Wish {
  const isUsual = wish.abandonedAfterSeconds === usuallyGivenUpAfter(wish.distribution, usual);
  const abandonedAfterSeconds = isUsual ? usuallyGivenUpAfter(distribution, usual) : wish.abandonedAfterSeconds;
  return { ...wish, distribution, abandonedAfterSeconds };
}
