import { type SlaState, slaState } from '@balcao/domain';
import type { ConversationTicket } from '@balcao/replica';

export const PROMISES = ['firstResponse', 'nextResponse', 'resolution'] as const;
export type Shown = {
  promise: (typeof PROMISES)[number];
  state: Extract<SlaState, 'onTime' | 'warning' | 'breached'>;
  /** To the deadline, by the server's clock as this machine has it; below 0: so long ago. */
  leftMs: number;
};

/** The promise that ends first of those that run: what a screen counts down (QUE-10). Nothing is computed but a difference. */
export function urgentPromise(ticket: ConversationTicket, now: number): Shown | null {
  let first: Shown | null = null;
  for (const promise of PROMISES) {
    const clock = ticket[promise];
    if (clock?.kind !== 'running') continue;
    const leftMs = clock.deadlineAt - now;
    const state = slaState(clock, now);
    if (state !== 'onTime' && state !== 'warning' && state !== 'breached') continue;
    if (first === null || leftMs < first.leftMs) first = { promise, state, leftMs };
  }
  return first;
}
