import type { Stack } from './stack.ts';

/** The simulated platforms besides WhatsApp (packages/simulators, small/ and email/). */
export type SimulatedPlatform = 'instagram' | 'facebook' | 'sms' | 'whaticket' | 'email';

/** What the product sent over `platform` to somebody, oldest first, as its simulator took it. */
export async function outboxOf(stack: Stack, platform: SimulatedPlatform, to: string): Promise<unknown[]> {
  const response = await fetch(`${stack.simulators}/_sim/${platform}/outbox?to=${encodeURIComponent(to)}`);
  if (!response.ok) throw new Error(`outbox of ${platform}: ${response.status}`);
  const { messages } = (await response.json()) as { messages: unknown[] };
  return messages;
}
