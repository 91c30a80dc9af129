import { type QueueWish, queueWish } from '@balcao/domain';
import { type HoursFault, hoursFault } from '../hours/index.ts';

/** What keeps a queue from being saved as it is written. */
export type WishFault =
  | { kind: 'field'; field: 'name' | 'limit' | 'priority' | 'minutes' | 'weight' | 'skills' | 'words' }
  | { kind: 'hours'; fault: HoursFault };

const FIELDS: Partial<Record<keyof QueueWish, Extract<WishFault, { kind: 'field' }>['field']>> = {
  name: 'name',
  simultaneousLimit: 'limit',
  priority: 'priority',
  firstResponseSeconds: 'minutes',
  nextResponseSeconds: 'minutes',
  resolutionSeconds: 'minutes',
  returnGraceSeconds: 'minutes',
  abandonedAfterSeconds: 'minutes',
};

/** The first thing to mend, from the top of the form; `null`: it can be saved. */
export function wishFault(wish: QueueWish): WishFault | null {
  const issues = queueWish.safeParse(wish).error?.issues ?? [];
  for (const { path } of issues) {
    const [field, , part] = path;
    if (field === 'members') return { kind: 'field', field: part === 'skills' ? 'skills' : 'weight' };
    if (field !== 'exceptions' && field !== 'hours')
      return { kind: 'field', field: FIELDS[field as keyof QueueWish] ?? 'words' };
  }
  const fault = hoursFault(wish.hours, wish.exceptions) ?? (issues.length > 0 ? 'unfinished' : null);
  return fault && { kind: 'hours', fault };
}
