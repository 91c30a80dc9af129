export { type Api, createApi } from './api.ts';
export { ApiContext, useApi } from './context.ts';
export { CallFailed, type Failure, failureOf, refusedWith } from './failure.ts';
export { type ProblemWords, useProblemWords } from './problemWords.ts';
export { Unanswered } from './Unanswered.tsx';
export { useTellFailure } from './useTellFailure.ts';
