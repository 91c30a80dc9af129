import type { Limits } from '../settings.ts';
import { GraphError } from './errors.ts';

/** Meta's pace: so many messages a second for a number (130429), and a burst then one in six seconds to one person (131056). */
export type Pace = {
  /** @throws GraphError when this message comes too soon. `now` in epoch ms. */
  pass(phoneNumberId: string, personKey: string, now: number): void;
  reset(): void;
};

export function createPace(limits: () => Limits): Pace {
  const sentBy = new Map<string, number[]>();
  const pairs = new Map<string, { tokens: number; at: number }>();

  return {
    pass(phoneNumberId, personKey, now) {
      const { messagesPerSecond, pairBurst, pairEveryMs } = limits();
      const recent = (sentBy.get(phoneNumberId) ?? []).filter((at) => now - at < 1_000);
      if (recent.length >= messagesPerSecond) throw new GraphError(130429);

      const pairKey = `${phoneNumberId}:${personKey}`;
      const pair = pairs.get(pairKey) ?? { tokens: pairBurst, at: now };
      const tokens = Math.min(pairBurst, pair.tokens + (now - pair.at) / pairEveryMs);
      if (tokens < 1) throw new GraphError(131056);

      sentBy.set(phoneNumberId, [...recent, now]);
      pairs.set(pairKey, { tokens: tokens - 1, at: now });
    },
    reset() {
      sentBy.clear();
      pairs.clear();
    },
  };
}
