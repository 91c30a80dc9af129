import type { Problem, ProblemCode } from '@balcao/domain';
import { TRPCClientError } from '@trpc/client';

/**
 * Why a call to the server did not work, as the console tells it.
 *
 * - `refused`: the server said no; `problem` says to what, and people can act on it.
 * - `unreachable`: no answer at all. Nothing is wrong with the wish; it may be tried again.
 * - `broken`: a bug on either side. `reference` is in the server's log too, `null` where the server never saw it.
 */
export type Failure =
  | { kind: 'refused'; problem: Problem; reference: string | null }
  | { kind: 'unreachable' }
  | { kind: 'broken'; reference: string | null };

/** What the server adds to a tRPC error (server/src/trpc.ts, errorFormatter). */
type ErrorData = { problem: Problem | null; reference: string | null };

/** A call beside the procedures that did not work: bytes that went or came as a file. */
export class CallFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind === 'refused' ? failure.problem.code : failure.kind);
    this.failure = failure;
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof CallFailed) return error.failure;
  if (!(error instanceof TRPCClientError)) return { kind: 'broken', reference: null };
  const data = error.data as ErrorData | undefined; // made by our own server, in the shape above
  if (data?.problem) return { kind: 'refused', problem: data.problem, reference: data.reference };
  if (data) return { kind: 'broken', reference: data.reference };
  return { kind: 'unreachable' }; // no shape: it never reached the server, or a proxy answered for it
}

/** The problem's code, or `null` when the failure was no refusal. */
export function refusedWith(error: unknown): ProblemCode | null {
  const failure = failureOf(error);
  return failure.kind === 'refused' ? failure.problem.code : null;
}
