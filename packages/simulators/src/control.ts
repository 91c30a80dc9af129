import { z } from 'zod';

/** A lever pulled wrongly. Answered as a problem document (RFC 9457): these are not any platform's errors. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * @param given a body as bytes or parsed, or a query.
 * @throws ControlError 400 in words that say which field is wrong and why.
 */
export function parsed<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(jsonOf(given));
  if (result.success) return result.data;
  throw new ControlError(400, z.prettifyError(result.error));
}

/** What the bytes say; anything else as it is. @throws ControlError 400 */
export function jsonOf(given: unknown): unknown {
  if (!Buffer.isBuffer(given)) return given;
  if (given.length === 0) return {};
  try {
    return JSON.parse(given.toString('utf8'));
  } catch (error) {
    throw new ControlError(400, `not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
