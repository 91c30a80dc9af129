import type { SyncState } from '@balcao/replica/client';
import type { PillTone } from '../design/Pill.tsx';

/** What the pill and its popover say of a state: a key of `shell:sync.<key>` with `short`, `title` and `text`. */
export type SyncWords = {
  key: 'live' | 'sending' | 'syncing' | 'catchingUp' | 'offline' | 'offlineWaiting' | 'attention';
  tone: PillTone;
};

/** @param pending changes of ours that the server does not have yet. */
export function syncWords(state: SyncState, pending: number): SyncWords {
  switch (state.kind) {
    case 'live':
      return pending > 0 ? { key: 'sending', tone: 'accent' } : { key: 'live', tone: 'good' };
    case 'syncing':
      return { key: state.remaining === null ? 'catchingUp' : 'syncing', tone: 'accent' };
    case 'offline':
      return { key: pending > 0 ? 'offlineWaiting' : 'offline', tone: 'warn' };
    case 'attention':
      return { key: 'attention', tone: 'bad' };
  }
}
