import { expect, test } from 'vitest';
import { load } from './load.ts';
import { at, firstChange } from './testing/desk.ts';
import { startProduct } from './testing/product.ts';

test('load keeps its rate and its people, and every delivery is signed', async () => {
  await using product = await startProduct();
  const startedAt = performance.now();
  const result = await load({ account: { webhookUrl: product.webhookUrl }, perSecond: 100, seconds: 0.5, people: 5 });
  const tookMs = performance.now() - startedAt;
  expect([result.started, result.accepted, result.latenciesMs.length]).toEqual([50, 50, 50]);
  expect(tookMs).toBeGreaterThan(450);
  expect(product.received.every((one) => one.signed)).toBe(true);
  expect(new Set(product.received.map((one) => at(firstChange(one.json), 'messages', 0, 'from'))).size).toBe(5);
});

test('what is not accepted is counted apart', async () => {
  await using product = await startProduct();
  product.answerWith(503);
  const result = await load({ account: { webhookUrl: product.webhookUrl }, perSecond: 100, seconds: 0.03 });
  expect([result.accepted, result.others.map((one) => one.kind)]).toEqual([0, ['refused', 'refused', 'refused']]);
});
