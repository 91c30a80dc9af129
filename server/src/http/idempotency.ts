/**
 * `Idempotency-Key` on REST POSTs (docs/interfaces): the same key with the same body gets the same answer again, and the
 * work is done once. Kept for a day, by company.
 *
 * Condition: the key's row and the work are two transactions, so a process killed between them leaves a key that is
 * "running"; it is taken over after RUNNING_SECONDS and the work is done again. Work that must not be repeated even then
 * makes its row's id from the key (keyedId.ts), as a message does.
 */
import { createHash } from 'node:crypto';
import { Refusal } from '@balcao/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inCompany } from '../db/index.ts';
import type { Context } from '../trpc.ts';
import { finishKey, releaseKey, takeKey } from './idempotencyStore.ts';
import { PROBLEM_MEDIA_TYPE, problemDocument, problemOf } from './problems.ts';

const LONGEST_KEY = 200;

/** Refusals that may turn out otherwise with the same key: the caller signs in, or waits. */
const PASSING_STATUSES = new Set([401, 403, 429]);

type Call = { request: FastifyRequest; reply: FastifyReply; context: Context; operation: string };

/** @throws Refusal `request.keyReused` for another body, `request.stillRunning` while the first call is on its way */
export async function idempotently(call: Call, work: () => Promise<unknown>): Promise<unknown> {
  const { request, reply, context } = call;
  const key = context.idempotencyKey;
  // Before signing in there is no company to keep a key under; those calls change nothing twice.
  if (key === null || !request.headers.authorization) return work();
  if (key.length > LONGEST_KEY)
    throw new Refusal({ code: 'input.invalid', issues: [{ path: 'Idempotency-Key', message: 'too long' }] });

  const { actor } = await context.authenticate();
  const entry = { companyId: actor.companyId, userId: actor.userId, key, requestHash: hashOf(call) };
  const taken = await inCompany(context.database, actor.companyId, (trx) => takeKey(trx, entry));
  switch (taken.kind) {
    case 'otherRequest':
      throw new Refusal({ code: 'request.keyReused', key });
    case 'running':
      throw new Refusal({ code: 'request.stillRunning', key, retryAfterSeconds: 1 });
    case 'answered':
      reply.header('idempotency-replayed', 'true').code(taken.status);
      if (taken.status >= 400) reply.type(PROBLEM_MEDIA_TYPE);
      return taken.answer;
    case 'taken':
      return keepingAnswer(call, entry, work);
  }
}

async function keepingAnswer(
  { request, context }: Call,
  entry: { companyId: string; userId: string; key: string },
  work: () => Promise<unknown>,
): Promise<unknown> {
  try {
    const answer = await work();
    await inCompany(context.database, entry.companyId, (trx) => finishKey(trx, entry, { status: 200, answer }));
    return answer;
  } catch (error) {
    const problem = problemOf(error);
    const document = problem ? problemDocument(problem, request.id) : null;
    await inCompany(context.database, entry.companyId, (trx) =>
      document && !PASSING_STATUSES.has(document.status)
        ? finishKey(trx, entry, { status: document.status, answer: document })
        : releaseKey(trx, entry),
    );
    throw error;
  }
}

function hashOf({ request, operation }: Call): Buffer {
  const asked = JSON.stringify([operation, request.params ?? null, request.query ?? null, request.body ?? null]);
  return createHash('sha256').update(asked).digest();
}
