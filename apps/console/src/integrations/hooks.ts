import type { Api } from '../api/index.ts';

export type Hook = Awaited<ReturnType<Api['webhooks']['list']['query']>>['items'][number];
export type HookDelivery = Awaited<ReturnType<Api['webhooks']['deliveries']['query']>>['items'][number];
export const hooksKey = ['webhooks'];
export const deliveriesKey = (id: string) => ['webhooks', id, 'deliveries'];

const LOOK_EVERY_MS = 400;
/** A receiver has 15 seconds to answer. */
const LOOKS = 40;

/** Sends the test event and waits for what comes of it; `null` where nothing did in time. */
export async function testHook(api: Api, id: string): Promise<HookDelivery['log'][number] | null> {
  const { deliveryId } = await api.webhooks.test.mutate({ id });
  return answerTo(api, id, deliveryId, 0);
}

/** Sends a delivery again and waits for its answer, as far as it comes in time. */
export async function resendDelivery(api: Api, id: string, { id: deliveryId, log }: HookDelivery): Promise<void> {
  await api.webhooks.resend.mutate({ id, deliveryId });
  await answerTo(api, id, deliveryId, log.length);
}

/** @param seen attempts that are known already. @returns the newest one; `null` where none came in time. */
async function answerTo(api: Api, id: string, deliveryId: string, seen: number) {
  for (let look = 0; look < LOOKS; look += 1) {
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    const { log, state } = await api.webhooks.delivery.query({ id, deliveryId });
    if (log.length > seen || state === 'delivered' || state === 'failed') return log.at(-1) ?? null;
  }
  return null;
}
