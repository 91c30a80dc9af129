import type { QueueWish, UsualQueue } from '@balcao/domain';
import type { Api } from '../api/index.ts';

export type Queue = Awaited<ReturnType<Api['queues']['list']['query']>>['items'][number];
export const queuesKey = ['queues'];

/** All of them, in the company's order: a company has tens. */
export async function everyQueue(api: Api): Promise<Queue[]> {
  const { items } = await api.queues.list.query({ limit: 200 });
  return items.toSorted((one, other) => one.position - other.position || one.name.localeCompare(other.name));
}

/** A new one, as the installation has it. */
export const newQueue = ({ simultaneousLimit, abandonedAfterSeconds }: UsualQueue): QueueWish => ({
  name: '',
  description: '',
  isDefault: false,
  active: true,
  distribution: 'round_robin',
  sticky: false,
  simultaneousLimit,
  priority: 5,
  firstResponseSeconds: null,
  nextResponseSeconds: null,
  resolutionSeconds: null,
  pausesForContact: true,
  returnGraceSeconds: 120,
  hours: null,
  exceptions: [],
  outOfHours: 'wait',
  outOfHoursMessage: '',
  positionMessage: '',
  abandonedAfterSeconds,
  abandonedMessage: '',
  asksRating: false,
  ratingMessage: '',
  members: [],
});
