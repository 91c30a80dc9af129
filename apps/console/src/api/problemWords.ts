import type { ProblemCode } from '@balcao/domain';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, failureOf } from './failure.ts';

export type ProblemWords = {
  /** What happened. */
  what: string;
  /** What it means and what to do. */
  todo: string;
  /** The id that the server's log has too; `null` where it never heard of it. */
  reference: string | null;
};

/** Puts failures into the reader's words (CON-37). */
export function useProblemWords() {
  const { t } = useTranslation('problems');
  return useMemo(
    () => ({
      /** Of whatever was caught. */
      ofError: (error: unknown): ProblemWords => wordsOfFailure(t, failureOf(error)),
      ofFailure: (failure: Failure): ProblemWords => wordsOfFailure(t, failure),
      /** Of a problem that came with a notice or a state of synchronisation. */
      ofProblem: (problem: { code: string }): Omit<ProblemWords, 'reference'> => wordsOfProblem(t, problem),
    }),
    [t],
  );
}

function wordsOfFailure(t: TFunction<'problems'>, failure: Failure): ProblemWords {
  switch (failure.kind) {
    case 'refused':
      return { ...wordsOfProblem(t, failure.problem), reference: failure.reference };
    case 'unreachable':
      return { what: t('unreachable.what'), todo: t('unreachable.todo'), reference: null };
    case 'broken':
      return { what: t('broken.what'), todo: t('broken.todo'), reference: failure.reference };
  }
}

function wordsOfProblem(t: TFunction<'problems'>, problem: { code: string }): Omit<ProblemWords, 'reference'> {
  const waitMinutes =
    'retryAfterSeconds' in problem ? { minutes: Math.ceil(Number(problem.retryAfterSeconds) / 60) } : {};
  const code = problem.code as ProblemCode; // a newer server may send another: then the general words stand
  return {
    what: t(`${code}.what`, { ...problem, ...waitMinutes, defaultValue: t('broken.what') }),
    todo: t(`${code}.todo`, { ...problem, ...waitMinutes, defaultValue: t('broken.todo') }),
  };
}
