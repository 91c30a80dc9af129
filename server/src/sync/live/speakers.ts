import type { PresentColleague } from '@balcao/replica';
import type { PresenceWord } from './presenceNotices.ts';

/** Told again so often; a process that was killed is believed for twice as long. Lower: more notices at rest. */
export const REPEAT_MS = 20_000;
const BELIEVED_MS = 2 * REPEAT_MS;
/** Consoles repeat it every 3 s (packages/replica, presence.ts). */
export const TYPING_BELIEVED_MS = 6_000;

type Speaker = { userId: string; state: PresentColleague['state']; until: number; typingUntil: number };

/** What is believed of the sockets in one conversation. */
export type Speakers = {
  learn(word: PresenceWord): void;
  /** Ends what is not believed any more. @returns when the next belief ends, epoch ms; infinity where there is none. */
  age(): number;
  /** One entry a user, whatever number of windows; whoever types in one of them types. In a fixed order. */
  others(except: string): PresentColleague[];
  isEmpty(): boolean;
};

export function createSpeakers(now: () => number): Speakers {
  const speakers = new Map<string, Speaker>();
  return {
    learn({ connectionId, userId, state }) {
      if (state === 'gone') {
        speakers.delete(connectionId);
        return;
      }
      const typingUntil = state === 'typing' ? now() + TYPING_BELIEVED_MS : 0;
      speakers.set(connectionId, { userId, state, until: now() + BELIEVED_MS, typingUntil });
    },
    age() {
      let next = Number.POSITIVE_INFINITY;
      for (const [connectionId, speaker] of speakers) {
        if (speaker.until <= now()) {
          speakers.delete(connectionId);
          continue;
        }
        if (speaker.state === 'typing' && speaker.typingUntil <= now()) speaker.state = 'viewing';
        next = Math.min(next, speaker.state === 'typing' ? speaker.typingUntil : speaker.until);
      }
      return next;
    },
    others(except) {
      const states = new Map<string, PresentColleague['state']>();
      for (const { userId, state } of speakers.values()) {
        if (userId !== except && states.get(userId) !== 'typing') states.set(userId, state);
      }
      return [...states]
        .map(([userId, state]) => ({ who: 'colleague' as const, userId, state }))
        .sort((a, b) => (a.userId < b.userId ? -1 : 1));
    },
    isEmpty: () => speakers.size === 0,
  };
}
