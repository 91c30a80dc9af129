/** How a request to the server can end. */
import type { Problem } from '@balcao/domain';
import { z } from 'zod';

/** The server's no to one request. `problem` is null for a fault of its own, `reference` names it in its log. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly problem: Problem | null;
  readonly reference: string | null;
  constructor(problem: Problem | null, reference: string | null) {
    super(problem?.code ?? `the server failed (${reference})`);
    this.problem = problem;
    this.reference = reference;
  }
}

/** The link was closed: nobody waits for this any more. */
export class LinkClosed extends Error {
  override readonly name = 'LinkClosed';
}

/** `broken`: the connection ended first, and the request is asked again on the next one. */
export type Outcome<Data> = { kind: 'answered'; data: Data } | Failure;
type Failure = { kind: 'failed'; error: RequestFailed } | { kind: 'broken' };

const graphqlErrors = z.array(
  z.object({
    extensions: z.object({ problem: z.custom<Problem>().optional(), reference: z.string().optional() }).optional(),
  }),
);
/** GraphQL errors are the server's answer; everything else is the connection's end. */
export function failureOf(error: unknown): Failure {
  const { data } = graphqlErrors.safeParse(error);
  if (!data) return { kind: 'broken' };
  const { problem, reference } = data[0]?.extensions ?? {};
  return { kind: 'failed', error: new RequestFailed(problem ?? null, reference ?? null) };
}
