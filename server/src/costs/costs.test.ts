import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { sendMessage } from '../conversations/index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { costLane } from './costLane.ts';
import { setPrices } from './setPrices.ts';
import { thisMonth } from './store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A desk with `count` messages out, and the way to let the platform report them. */
async function payingDesk(count: number) {
  const desk = await testDesk(database, { workers: [costLane] });
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  const attendant = await desk.user('attendant');
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const input = { conversationId, kind: 'text' as const, text: `m${n}` };
    ids.push((await desk.inside((trx) => sendMessage(trx, attendant, input))).messageId);
  }
  return {
    ...desk,
    ids,
    report: async (status: string, pricing?: object) => {
      const statuses = ids.map((id, n) => ({
        id: `wamid.CUSTO${id}`,
        status,
        timestamp: String(Math.floor(Date.now() / 1000) + n),
        biz_opaque_callback_data: id,
        ...(pricing ? { pricing } : {}),
      }));
      await desk.deliver(desk.body({ statuses }));
      await desk.settled();
    },
    month: () => desk.inside((trx) => thisMonth(trx, desk.companyId)),
  };
}
const service = { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' };
const br = { channelKind: 'whatsapp', category: 'service', country: 'BR', micros: 6_800 };

test('a delivered message costs what the list says, once, beyond the number’s free ones', async () => {
  await using desk = await payingDesk(3);
  await desk.inside((trx) => setPrices(trx, desk.companyId, { currency: 'BRL', freeServiceMessages: 1, prices: [br] }));
  await desk.report('sent', service);
  expect(await desk.month()).toEqual([]);
  await desk.report('delivered', service);
  await desk.report('delivered', service);
  await desk.report('read', service);
  expect(await desk.month()).toMatchObject([
    { channelName: 'Canal de teste', category: 'service', messages: 3, free: 1, unpriced: 0, micros: 13_600 },
  ]);
});

test('what the list does not know is counted and has no price; a status without or with a strange pricing is a status all the same', async () => {
  await using desk = await payingDesk(2);
  await desk.report('delivered');
  expect(await desk.month()).toEqual([]);
  await desk.report('read', { category: 'marketing' });
  expect(await desk.month()).toMatchObject([{ category: 'marketing', messages: 2, unpriced: 2, micros: 0 }]);
  await using strange = await payingDesk(1);
  await strange.report('delivered', { category: 7 });
  expect((await strange.messages()).at(-1)).toMatchObject({ status: 'delivered' });
});
