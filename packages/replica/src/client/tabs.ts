/**
 * Several windows of one user share one database: one of them, elected by RxDB, has the link; the others see the rows
 * change through the database, and hear from it how things stand.
 */
import { z } from 'zod';
import type { SyncState } from './syncState.ts';

type Word = { kind: 'state'; state: SyncState } | { kind: 'ask' };
const word = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), state: z.custom<SyncState>((value) => typeof value === 'object') }),
  z.object({ kind: z.literal('ask') }),
]);

export type Tabs = {
  /** The leading window tells the others. */
  tell(state: SyncState): void;
  /** From now on this window answers those who ask. */
  lead(current: () => SyncState): void;
  close(): void;
};

/** @param onHeard what the leading window says, while it is not this one. */
export function createTabs(name: string, onHeard: (state: SyncState) => void): Tabs {
  const channel = new BroadcastChannel(`${name}-sync`);
  let current: (() => SyncState) | null = null;
  const say = (said: Word) => channel.postMessage(said);

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const heard = word.safeParse(data);
    if (!heard.success) return;
    if (heard.data.kind === 'state' && !current) onHeard(heard.data.state);
    if (heard.data.kind === 'ask' && current) say({ kind: 'state', state: current() });
  };
  say({ kind: 'ask' });

  return {
    tell: (state) => say({ kind: 'state', state }),
    lead(now) {
      current = now;
      say({ kind: 'state', state: now() });
    },
    close: () => channel.close(),
  };
}

/** Where only one window can be: nobody to tell. */
export const alone: Tabs = { tell: () => {}, lead: () => {}, close: () => {} };
