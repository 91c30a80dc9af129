import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Answered, Problem } from './server.ts';

export type Asked<Value> = { kind: 'loading' } | { kind: 'failed'; problem: Problem } | { kind: 'here'; value: Value };

/** Asks once, again on `again`, and when a page that lay open for long is looked at anew. */
export function useAsked<Value>(ask: () => Promise<Answered<Value>>): { asked: Asked<Value>; again: () => void } {
  const [last, setLast] = useState<{ of: typeof ask; asked: Asked<Value> } | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    let isCurrent = true;
    void ask().then((answer) => {
      if (!isCurrent) return;
      // What is shown already stays, where asking again did not get through.
      setLast((before) => {
        const isHere = before?.of === ask && before.asked.kind === 'here';
        if (answer.ok) return { of: ask, asked: { kind: 'here', value: answer.value } };
        if (isHere && answer.problem.code === 'offline') return before;
        return { of: ask, asked: { kind: 'failed', problem: answer.problem } };
      });
    });
    return () => {
      isCurrent = false;
    };
  }, [ask, round]);
  useStale(again);
  return { asked: last?.of === ask ? last.asked : { kind: 'loading' }, again };
}

/** Times that somebody looks at are hardly ever older. */
const STALE_MS = 60_000;

function useStale(again: () => void): void {
  useEffect(() => {
    let hiddenAt: number | null = null;
    const look = () => {
      if (document.visibilityState === 'hidden') hiddenAt = Date.now();
      else if (hiddenAt !== null && Date.now() - hiddenAt > STALE_MS) again();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [again]);
}
