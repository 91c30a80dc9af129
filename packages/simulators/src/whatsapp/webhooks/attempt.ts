/** How one delivery, or one attempt at it, ended. */
export type Outcome =
  | { kind: 'accepted'; status: number; ms: number }
  /** Answered, but not with 200: it will be repeated. */
  | { kind: 'refused'; status: number; ms: number; body: string }
  /** Nobody answered: it will be repeated. */
  | { kind: 'unreachable'; reason: string }
  /** Not tried yet: an earlier delivery to the same person waits for the product, or it was held back on purpose. */
  | { kind: 'waiting' };

/** Posts the bytes once. Never throws: a product that is down is a normal outcome here. */
export async function attempt(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  signature: string | null,
  timeoutMs: number,
  stop?: AbortSignal,
): Promise<Outcome> {
  const started = performance.now();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        accept: '*/*',
        ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
      },
      body: bytes,
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(stop ? [stop] : [])]),
    });
    const body = await response.text();
    const ms = Math.round(performance.now() - started);
    if (response.status === 200) return { kind: 'accepted', status: 200, ms };
    return { kind: 'refused', status: response.status, ms, body: body.slice(0, 2_000) };
  } catch (error) {
    return { kind: 'unreachable', reason: reasonOf(error) };
  }
}

/** Fetch says "fetch failed"; what helps is in its cause (ECONNREFUSED …). */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause;
  return cause instanceof Error ? `${error.message}: ${cause.message || cause.name}` : error.message;
}
