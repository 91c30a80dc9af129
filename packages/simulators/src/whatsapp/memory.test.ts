import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSimulators } from '../server.ts';
import { AT_ONCE, at, firstChange, PERSON, TOKEN } from '../testing/desk.ts';
import { startProduct } from '../testing/product.ts';

/** Simulators with a memory, to be started again on the same folder. */
async function withMemory() {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-simulators-'));
  const product = await startProduct();
  return {
    product,
    start: () =>
      startSimulators({ port: 0, dataFolder: folder, delays: AT_ONCE, whatsapp: { webhookUrl: product.webhookUrl } }),
    async [Symbol.asyncDispose]() {
      await product[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

test('chats, people and files are there after a restart', async () => {
  await using memory = await withMemory();
  const first = await memory.start();
  await post(`${first.url}/_sim/whatsapp/inbound`, { from: PERSON, name: 'Contato de teste 21', type: 'image' });
  const before = await (await fetch(`${first.url}/_sim/whatsapp/phone`)).json();
  await first.close();
  await using second = await memory.start();
  const after = await (await fetch(`${second.url}/_sim/whatsapp/phone`)).json();
  expect(at(after, 'messages')).toEqual(at(before, 'messages'));
  expect(at(after, 'people')).toEqual(at(before, 'people'));
  const id = at(after, 'messages', 0, 'wire', 'image', 'id');
  expect((await fetch(`${second.url}/_sim/whatsapp/media/${id}`)).headers.get('content-type')).toBe('image/jpeg');
});

test('what the product had not taken is delivered after the restart, both messages and statuses', async () => {
  await using memory = await withMemory();
  memory.product.answerWith(503);
  const first = await memory.start();
  await post(`${first.url}/_sim/whatsapp/inbound`, { from: PERSON, text: 'Alguém aí?' });
  await post(
    `${first.url}/v23.0/100000000000001/messages`,
    { messaging_product: 'whatsapp', to: PERSON, text: { body: 'Já volto' } },
    TOKEN,
  );
  await memory.product.until(2);
  await first.close();
  memory.product.answerWith(200);
  memory.product.received.length = 0;
  await using second = await memory.start();
  const told = () =>
    memory.product.received.map(({ json }) => {
      const value = firstChange(json);
      return at(value, 'messages', 0, 'text', 'body') ?? at(value, 'statuses', 0, 'status');
    });
  while (!told().includes('delivered')) await memory.product.until(memory.product.received.length + 1);
  // At least once: an attempt that was on the line at the end may still arrive.
  expect([...new Set(told())]).toEqual(['Alguém aí?', 'sent', 'delivered']);
  await post(`${second.url}/_sim/reset`, {});
  expect(at(await (await fetch(`${second.url}/_sim/whatsapp/phone`)).json(), 'messages')).toEqual([]);
});
