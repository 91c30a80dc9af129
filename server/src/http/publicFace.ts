/** What faces that anybody reaches have in common: limits by address (PLAT-06) and the parsing of what strangers send. */
import { Refusal } from '@balcao/domain';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { AddressLimit } from './addressLimit.ts';
import { invalidInput } from './problems.ts';

/** @throws Refusal `request.tooMany`, answered with 429 and Retry-After */
export function admit(limit: AddressLimit, request: FastifyRequest): void {
  const retryAfterSeconds = limit.take(request.ip);
  if (retryAfterSeconds !== null) throw new Refusal({ code: 'request.tooMany', retryAfterSeconds });
}

/** @throws Refusal `input.invalid` */
export function parsed<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Refusal(invalidInput(result.error));
}
