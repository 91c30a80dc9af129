import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_MEDIA_TYPE, plainProblemDocument, problemDocument, problemOf } from './problems.ts';

/** Every error of every route ends here: a refusal with its code, a fault of the request with its status, a bug with its reference only. */
export function answerError(
  error: Error & { statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const problem = problemOf(error);
  if (problem) {
    if ('retryAfterSeconds' in problem) reply.header('retry-after', String(problem.retryAfterSeconds));
    const document = problemDocument(problem, request.id);
    reply.code(document.status).type(PROBLEM_MEDIA_TYPE).send(document);
    return;
  }
  const status =
    error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 600 ? error.statusCode : 500;
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  reply.code(status).type(PROBLEM_MEDIA_TYPE).send(plainProblemDocument(status, request.id));
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  reply.code(404).type(PROBLEM_MEDIA_TYPE).send(plainProblemDocument(404, request.id));
}
