/**
 * Who else has which conversation open, for whoever looks at a list of them. Windows of one user share one socket: the
 * leading one follows while any of them looks, and the others hear from it.
 */
import { BehaviorSubject, distinctUntilChanged, Observable } from 'rxjs';
import { z } from 'zod';
import { type DeskPresent, LIVE_TOPICS, liveDocument } from '../live.ts';
import { sameValue } from '../row.ts';
import type { Link } from './link.ts';

export type DeskPresence = {
  /** The others, now and after every change, as long as it is listened to; empty while there is no connection. */
  others$: Observable<readonly DeskPresent[]>;
  /** This window has the link from now on. */
  lead(link: Link): void;
  close(): void;
};

const word = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('looks'), window: z.string(), isLooking: z.boolean() }),
  z.object({ kind: z.literal('who') }),
  z.object({ kind: z.literal('present'), others: LIVE_TOPICS.desk.value }),
]);
type Word = z.output<typeof word>;

/** @param sharedName of the channel between windows; null where there is only this one. */
export function createDeskPresence(sharedName: string | null): DeskPresence {
  const own = crypto.randomUUID();
  const others$ = new BehaviorSubject<readonly DeskPresent[]>([]);
  /** Windows that look, by their ids. */
  const looking = new Set<string>();
  const channel = sharedName === null ? null : new BroadcastChannel(`${sharedName}-desk`);
  const tell = (said: Word) => channel?.postMessage(said);
  let listeners = 0;
  let link: Link | null = null;
  let stop: (() => void) | null = null;

  function noteLooking(window: string, isLooking: boolean): void {
    if (isLooking) looking.add(window);
    else looking.delete(window);
    if (!link) return;
    if (looking.size > 0) stop ??= follow(link);
    else {
      stop?.();
      stop = null;
    }
  }

  function announce(): void {
    const isLooking = listeners > 0;
    noteLooking(own, isLooking);
    if (!link) tell({ kind: 'looks', window: own, isLooking });
  }

  function learn(others: readonly DeskPresent[]): void {
    others$.next(others);
    tell({ kind: 'present', others: [...others] });
  }

  function follow(by: Link): () => void {
    const end = by.follow(liveDocument, { topic: 'desk', id: 'all' }, (data) => {
      const heard = z.object({ live: LIVE_TOPICS.desk.value }).safeParse(data);
      if (heard.success) learn(heard.data.live);
    });
    const lost = by.state$.subscribe(({ kind }) => {
      if (kind !== 'up') learn([]);
    });
    return () => {
      lost.unsubscribe();
      end();
      learn([]);
    };
  }

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const heard = word.safeParse(data);
      if (!heard.success) return;
      const said = heard.data;
      if (said.kind === 'present') others$.next(said.others);
      else if (said.kind === 'looks') {
        noteLooking(said.window, said.isLooking);
        if (link && said.isLooking) tell({ kind: 'present', others: [...others$.value] });
      } else announce();
    };
  }

  return {
    others$: new Observable<readonly DeskPresent[]>((listener) => {
      listeners += 1;
      if (listeners === 1) announce();
      const listening = others$.subscribe(listener);
      return () => {
        listening.unsubscribe();
        listeners -= 1;
        if (listeners === 0) announce();
      };
    }).pipe(distinctUntilChanged<readonly DeskPresent[]>(sameValue)),
    lead(by) {
      link = by;
      announce();
      tell({ kind: 'who' });
    },
    close() {
      listeners = 0;
      if (!link) announce();
      stop?.();
      stop = null;
      channel?.close();
      others$.complete();
    },
  };
}
