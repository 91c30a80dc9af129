import { useCallback } from 'react';
import { toast } from '../design/toastStore.ts';
import { useProblemWords } from './problemWords.ts';

/**
 * Says in the corner what failed, what to do, and the id that the server's log has too (CON-37).
 *
 * @param durationMs how long it stands; `null` until somebody settles it.
 */
export function useTellFailure(durationMs?: number | null) {
  const problemWords = useProblemWords();
  return useCallback(
    (error: unknown): void => {
      const { what, todo, reference } = problemWords.ofError(error);
      const words = { title: what, description: todo, reference };
      toast({ tone: 'bad', ...words, ...(durationMs === undefined ? {} : { durationMs }) });
    },
    [problemWords, durationMs],
  );
}
