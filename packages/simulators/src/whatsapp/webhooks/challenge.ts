import { randomInt } from 'node:crypto';

export type CallbackCheck = { kind: 'verified' } | { kind: 'refused'; status: number | null; reason: string };

/** Asks the product's address for the challenge, as Meta does when a webhook is set up. */
export async function checkCallback(webhookUrl: string, verifyToken: string): Promise<CallbackCheck> {
  const challenge = String(randomInt(1_000_000_000));
  const url = new URL(webhookUrl);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.challenge', challenge);
  url.searchParams.set('hub.verify_token', verifyToken);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const answer = await response.text();
    if (response.status !== 200) {
      return { kind: 'refused', status: response.status, reason: `HTTP Status Code = ${response.status}` };
    }
    if (answer !== challenge) {
      return { kind: 'refused', status: 200, reason: `the answer was not the challenge: ${answer.slice(0, 100)}` };
    }
    return { kind: 'verified' };
  } catch (error) {
    return { kind: 'refused', status: null, reason: error instanceof Error ? error.message : String(error) };
  }
}
