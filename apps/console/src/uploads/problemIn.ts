import type { Problem } from '@balcao/domain';
import { z } from 'zod';

/** Any problem of our own server; its other fields belong to its code. */
const problemDocument = z.looseObject({ code: z.string() });

/** The refusal in a problem document (RFC 9457) of our server; `null` for what is none, a proxy's page for example. */
export function problemIn(body: string | undefined): Problem | null {
  try {
    const parsed = problemDocument.safeParse(JSON.parse(body ?? ''));
    return parsed.success ? (parsed.data as unknown as Problem) : null; // made by our own server from a Problem
  } catch {
    return null;
  }
}
