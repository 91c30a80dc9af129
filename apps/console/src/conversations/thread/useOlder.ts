import { useEffect } from 'react';
import { failureOf } from '../../api/index.ts';
import { useSyncKind } from '../../replica/index.ts';
import type { HistoryState } from './HistoryTop.tsx';
import type { MessageWindow } from './messageWindow.ts';

type Window = { source: MessageWindow; state: ReturnType<MessageWindow['state']> } | null;

/**
 * What stands above the oldest loaded message once this device's own part is through; `null` before, and for a thread
 * that is here whole. What failed for want of a connection is asked again as soon as there is one.
 */
export function useOlder(live: Window): { top: HistoryState | null; mayReadOn: boolean } {
  const isOffline = useSyncKind() === 'offline';
  const isFromServer = live?.source.source() === 'server';
  const failure = live?.state.phase === 'failed' ? failureOf(live.state.error) : null;
  const canRetry = isFromServer && failure?.kind === 'unreachable' && !isOffline;
  const source = live?.source;
  useEffect(() => {
    if (!canRetry) return;
    const timer = setTimeout(() => void source?.more(), RETRY_MS);
    return () => clearTimeout(timer);
  }, [canRetry, source]);

  if (!live || !isFromServer) return { top: null, mayReadOn: true };
  return { top: topOf(live.state, isOffline, failure), mayReadOn: !isOffline };
}

/** The socket is up and yet the server did not answer: it restarts. Lower: a burst of calls. Higher: a reader who waits. */
const RETRY_MS = 1_500;

function topOf(
  { complete }: { complete: boolean },
  isOffline: boolean,
  failure: ReturnType<typeof failureOf> | null,
): HistoryState {
  if (complete) return 'end';
  if (failure?.kind === 'refused') return 'forbidden';
  if (isOffline || failure?.kind === 'unreachable') return 'offline';
  return failure ? 'failed' : 'loading';
}
