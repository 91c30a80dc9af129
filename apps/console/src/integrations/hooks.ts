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
  for (let look = 0; look < LOOKS; look += 1) {
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    const { log } = await api.webhooks.delivery.query({ id, deliveryId });
    const [entry] = log;
    if (entry) return entry;
  }
  return null;
}
