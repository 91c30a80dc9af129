/**
 * Who else is in a conversation. Windows of one user share one socket: the leading window follows on behalf of all, and
 * the others hear from it.
 */
import { BehaviorSubject, distinctUntilChanged, type Observable } from 'rxjs';
import { z } from 'zod';
import { LIVE_TOPICS, liveDocument, type Present, sayDocument } from '../live.ts';
import { sameValue } from '../row.ts';
import type { Link } from './link.ts';

export type Presence = {
  /** The others, now and after every change; empty while there is no connection. */
  others$: Observable<readonly Present[]>;
  /** To be called with every stroke: it is told now and then. Ends by itself when no stroke follows. */
  typing(): void;
  /** Sent, or emptied. */
  stoppedTyping(): void;
  /** The conversation was left. */
  leave(): void;
};

export type Presences = {
  /** From now on this user is seen in the conversation, until `leave`. */
  open(conversationId: string): Presence;
  /** This window has the link from now on. */
  lead(link: Link): void;
  close(): void;
};

/** Told again while somebody goes on typing; the server believes it for twice as long. */
const REPEAT_TYPING_MS = 3_000;

const word = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watch'), window: z.string(), conversationIds: z.array(z.string()) }),
  z.object({ kind: z.literal('who') }),
  z.object({ kind: z.literal('typing'), conversationId: z.string(), word: LIVE_TOPICS.presence.word }),
  z.object({ kind: z.literal('present'), conversationId: z.string(), others: LIVE_TOPICS.presence.value }),
]);
type Word = z.output<typeof word>;
type Open = { others$: BehaviorSubject<readonly Present[]>; count: number };

/** @param sharedName of the channel between windows; null where there is only this one. */
export function createPresences(sharedName: string | null, now: () => number): Presences {
  const own = crypto.randomUUID();
  const open = new Map<string, Open>();
  /** What each window has open: the leading one follows them all. */
  const watched = new Map<string, readonly string[]>();
  const following = new Map<string, () => void>();
  const channel = sharedName === null ? null : new BroadcastChannel(`${sharedName}-presence`);
  const tell = (said: Word) => channel?.postMessage(said);
  let link: Link | null = null;

  function announce(): void {
    const conversationIds = [...open.keys()];
    watched.set(own, conversationIds);
    if (link) followAll(link);
    else tell({ kind: 'watch', window: own, conversationIds });
  }

  function followAll(by: Link): void {
    const wanted = new Set([...watched.values()].flat());
    for (const [conversationId, stop] of following) {
      if (wanted.has(conversationId)) continue;
      following.delete(conversationId);
      stop();
    }
    for (const conversationId of wanted) {
      if (!following.has(conversationId)) following.set(conversationId, followOne(by, conversationId));
    }
  }

  function followOne(by: Link, conversationId: string): () => void {
    const learn = (others: Present[]) => {
      open.get(conversationId)?.others$.next(others);
      tell({ kind: 'present', conversationId, others });
    };
    const stop = by.follow(liveDocument, { topic: 'presence', id: conversationId }, (data) => {
      const heard = z.object({ live: LIVE_TOPICS.presence.value }).safeParse(data);
      if (heard.success) learn(heard.data.live);
    });
    const lost = by.state$.subscribe(({ kind }) => {
      if (kind !== 'up') learn([]);
    });
    return () => {
      lost.unsubscribe();
      stop();
    };
  }

  function say(conversationId: string, said: 'typing' | 'viewing'): void {
    if (!link) {
      tell({ kind: 'typing', conversationId, word: said });
      return;
    }
    // Late is worse than never: without a connection it is not said at all.
    if (link.state$.value.kind !== 'up') return;
    void link.request(sayDocument, { topic: 'presence', id: conversationId, word: said }).catch(() => {});
  }

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const heard = word.safeParse(data);
      if (!heard.success) return;
      const said = heard.data;
      if (said.kind === 'present') open.get(said.conversationId)?.others$.next(said.others);
      else if (said.kind === 'who') announce();
      else if (link && said.kind === 'typing') say(said.conversationId, said.word);
      else if (link && said.kind === 'watch') {
        watched.set(said.window, said.conversationIds);
        followAll(link);
      }
    };
  }

  return {
    open(conversationId) {
      const entry = open.get(conversationId) ?? { others$: new BehaviorSubject<readonly Present[]>([]), count: 0 };
      entry.count += 1;
      open.set(conversationId, entry);
      if (entry.count === 1) announce();
      let toldAt = 0;
      let left = false;
      return {
        others$: entry.others$.pipe(distinctUntilChanged<readonly Present[]>(sameValue)),
        typing() {
          if (now() - toldAt < REPEAT_TYPING_MS) return;
          toldAt = now();
          say(conversationId, 'typing');
        },
        stoppedTyping() {
          if (toldAt === 0) return;
          toldAt = 0;
          say(conversationId, 'viewing');
        },
        leave() {
          if (left) return;
          left = true;
          entry.count -= 1;
          if (entry.count > 0) return;
          open.delete(conversationId);
          announce();
        },
      };
    },
    lead(by) {
      link = by;
      announce();
      tell({ kind: 'who' });
    },
    close() {
      open.clear();
      if (!link) announce();
      for (const stop of following.values()) stop();
      following.clear();
      channel?.close();
    },
  };
}
