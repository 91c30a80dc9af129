/**
 * The live board (SYNC-12), for as long as a screen shows it. Windows of one user share one socket: the leading window
 * follows on behalf of all, and the others hear from it.
 */
import { BehaviorSubject, Observable } from 'rxjs';
import { z } from 'zod';
import { type Board, LIVE_TOPICS, liveDocument } from '../live.ts';
import type { Link } from './link.ts';

export type Boards = {
  /** The newest board, now and after every change; `null` until there is one, and without a connection. */
  board$: Observable<Board | null>;
  lead(link: Link): void;
  close(): void;
};

const word = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watch'), window: z.string(), watches: z.boolean() }),
  z.object({ kind: z.literal('who') }),
  z.object({ kind: z.literal('board'), board: LIVE_TOPICS.board.value.nullable() }),
]);

/** @param sharedName of the channel between windows; null where there is only this one. */
export function createBoards(sharedName: string | null): Boards {
  const own = crypto.randomUUID();
  const channel = sharedName === null ? null : new BroadcastChannel(`${sharedName}-board`);
  const newest$ = new BehaviorSubject<Board | null>(null);
  const watching = new Set<string>();
  let lookers = 0;
  let link: Link | null = null;
  let unfollow: (() => void) | null = null;
  let leave = () => {};

  const tell = (said: z.output<typeof word>) => channel?.postMessage(said);

  function learn(board: Board | null): void {
    newest$.next(board);
    if (link) tell({ kind: 'board', board });
  }

  function announce(): void {
    if (lookers > 0) watching.add(own);
    else watching.delete(own);
    if (link) follow(link);
    else tell({ kind: 'watch', window: own, watches: lookers > 0 });
  }

  function follow(by: Link): void {
    if (watching.size === 0) {
      unfollow?.();
      unfollow = null;
      return;
    }
    unfollow ??= by.follow(liveDocument, { topic: 'board', id: 'company' }, (data) => {
      const heard = z.object({ live: LIVE_TOPICS.board.value }).safeParse(data);
      if (heard.success) learn(heard.data.live);
    });
  }

  if (channel) {
    channel.onmessage = ({ data }) => {
      const heard = word.safeParse(data);
      if (!heard.success) return;
      const said = heard.data;
      if (said.kind === 'board') newest$.next(said.board);
      else if (said.kind === 'who') tell({ kind: 'watch', window: own, watches: lookers > 0 });
      else if (link) {
        if (said.watches) watching.add(said.window);
        else watching.delete(said.window);
        follow(link);
        if (said.watches) tell({ kind: 'board', board: newest$.value });
      }
    };
  }

  return {
    board$: new Observable<Board | null>((looker) => {
      lookers += 1;
      if (lookers === 1) announce();
      const seeing = newest$.subscribe(looker);
      return () => {
        seeing.unsubscribe();
        lookers -= 1;
        if (lookers === 0) announce();
      };
    }),
    lead(by) {
      link = by;
      const states = by.state$.subscribe(({ kind }) => {
        if (kind !== 'up' && newest$.value !== null) learn(null);
      });
      leave = () => states.unsubscribe();
      announce();
      tell({ kind: 'who' });
    },
    close() {
      if (!link && lookers > 0) tell({ kind: 'watch', window: own, watches: false });
      unfollow?.();
      leave();
      channel?.close();
      newest$.complete();
    },
  };
}
