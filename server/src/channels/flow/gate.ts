import { pairTurn } from '@balcao/domain';
import type { Pace } from '../adapter.ts';
import type { Head } from './flowStore.ts';

/**
 * Whether the head of a conversation may leave now.
 *
 * - `idle`: whatever is in its way wakes the lane when it goes (the breaker closes, the channel is switched on): nothing to
 *   wait for here, and nobody asks again and again.
 * - `slot`: all is well but for the channel's pace, which gives it a time.
 */
export type Gate =
  | { kind: 'idle' }
  | { kind: 'wait'; until: Date }
  | { kind: 'slot'; perSecond: number }
  | { kind: 'go'; pairFullAt: Date | null };

/** A slot that was missed (the process was down): so many at once would be no pace. */
const SLOT_LASTS_MS = 2_000;

export function gateOf(head: Head, pace: Pace | null, now: Date): Gate {
  // Under way already, or so it seemed before a crash: conversations/delivery.ts knows what to do.
  if (head.state === 'sending') return { kind: 'go', pairFullAt: null };
  if (head.channelStatus === 'inactive') return { kind: 'idle' };
  const { breaker } = head;
  if (breaker.state === 'open' || (breaker.state === 'probing' && !head.isProber)) return { kind: 'idle' };
  if (head.dueAt > now) return { kind: 'wait', until: head.dueAt };
  if (!pace) return { kind: 'go', pairFullAt: null };
  const pair = pace.pair && pairTurn(pace.pair, head.pairFullAt?.getTime() ?? null, now.getTime());
  if (pair?.kind === 'wait') return { kind: 'wait', until: new Date(pair.until) };
  const slotIn = head.slotAt === null ? null : head.slotAt.getTime() - now.getTime();
  if (slotIn === null || slotIn < -SLOT_LASTS_MS) return { kind: 'slot', perSecond: head.perSecond ?? pace.perSecond };
  if (slotIn > 0 && head.slotAt) return { kind: 'wait', until: head.slotAt };
  return { kind: 'go', pairFullAt: pair && new Date(pair.fullAt) };
}
