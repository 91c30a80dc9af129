import { expect, test } from 'vitest';
import { samples } from '../../samples/index.ts';
import { at, type Desk, PERSON, startDesk, TOKEN } from '../../testing/desk.ts';

async function upload(desk: Desk, mime: string, bytes: Uint8Array<ArrayBuffer>) {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', mime);
  form.set('file', new Blob([bytes], { type: mime }), 'file');
  const response = await fetch(`${desk.simulators.url}/v23.0/100000000000001/media`, {
    method: 'POST',
    headers: TOKEN,
    body: form,
  });
  return { status: response.status, json: await response.json() };
}

const bytesOf = (buffer: Buffer) => Uint8Array.from(buffer);

test('INB-22 a person’s file is fetched by id, address and token, and has the checksum that was told', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/inbound', { from: PERSON, type: 'image', caption: 'Meu exame' });
  const [delivery] = await desk.product.until(1);
  const image = at(delivery?.json, 'entry', 0, 'changes', 0, 'value', 'messages', 0, 'image');
  const node = await desk.call('GET', `/v23.0/${at(image, 'id')}`, undefined, TOKEN);
  expect(node.json).toMatchObject({
    messaging_product: 'whatsapp',
    mime_type: 'image/jpeg',
    sha256: at(image, 'sha256'),
    file_size: samples.image.bytes.length,
  });
  const file = await fetch(String(node.json.url), { headers: TOKEN });
  expect(Buffer.from(await file.arrayBuffer()).equals(samples.image.bytes)).toBe(true);
});

test('an address is nothing without the token, and nothing after five minutes', async () => {
  let now = 1_795_000_000_000;
  await using desk = await startDesk({ now: () => now });
  const { json } = await upload(desk, 'image/jpeg', bytesOf(samples.image.bytes));
  const url = String((await desk.call('GET', `/v23.0/${at(json, 'id')}`, undefined, TOKEN)).json.url);
  expect((await fetch(url)).status).toBe(401);
  now += 5 * 60_000 - 1;
  expect((await fetch(url, { headers: TOKEN })).status).toBe(200);
  now += 1;
  expect((await fetch(url, { headers: TOKEN })).status).toBe(404);
  expect((await desk.call('GET', `/v23.0/${at(json, 'id')}`, undefined, TOKEN)).status).toBe(200);
});

test('a person’s file is gone after 7 days, an uploaded one after 30', async () => {
  let now = 1_795_000_000_000;
  await using desk = await startDesk({ now: () => now });
  const uploaded = at((await upload(desk, 'image/jpeg', bytesOf(samples.image.bytes))).json, 'id');
  await desk.sim('whatsapp/inbound', { from: PERSON, type: 'voice' });
  const [delivery] = await desk.product.until(1);
  const inbound = at(delivery?.json, 'entry', 0, 'changes', 0, 'value', 'messages', 0, 'audio', 'id');
  const found = async (id: unknown) => (await desk.call('GET', `/v23.0/${id}`, undefined, TOKEN)).status === 200;
  now += 7 * 86_400_000;
  expect([await found(inbound), await found(uploaded)]).toEqual([false, true]);
  now += 23 * 86_400_000;
  expect(await found(uploaded)).toBe(false);
});

test('an uploaded file can be sent, once deleted no more', async () => {
  await using desk = await startDesk();
  const { json } = await upload(desk, 'audio/ogg', bytesOf(samples.voice.bytes));
  const id = String(at(json, 'id'));
  expect((await desk.send({ to: PERSON, type: 'audio', audio: { id } })).status).toBe(200);
  expect((await desk.send({ to: PERSON, type: 'image', image: { id } })).json).toMatchObject({
    error: { code: 131053 },
  });
  expect((await desk.call('DELETE', `/v23.0/${id}`, undefined, TOKEN)).json).toEqual({ success: true });
  expect((await desk.send({ to: PERSON, type: 'audio', audio: { id } })).json).toMatchObject({ error: { code: 100 } });
});

test.each([
  ['a type that WhatsApp does not carry', 'application/x-msdownload', 10],
  ['a sticker of more than 500 KB', 'image/webp', 524_289],
  ['an image of more than 5 MB', 'image/png', 5 * 1_048_576 + 1],
] as const)('%s is not taken', async (_what, mime, size) => {
  await using desk = await startDesk();
  const { status, json } = await upload(desk, mime, new Uint8Array(size));
  expect([status, at(json, 'error', 'code')]).toEqual([400, 100]);
});

test('a media link of another machine is never fetched', async () => {
  await using desk = await startDesk();
  const { json } = await desk.send({ to: PERSON, type: 'image', image: { link: 'https://example.com/a.jpg' } });
  expect(at(json, 'error', 'code')).toBe(131052);
});

test('a dropped download breaks off in the middle', async () => {
  await using desk = await startDesk();
  const { json } = await upload(desk, 'image/jpeg', bytesOf(samples.image.bytes));
  const url = String((await desk.call('GET', `/v23.0/${at(json, 'id')}`, undefined, TOKEN)).json.url);
  await desk.sim('faults', { target: 'media', kind: 'drop', times: 1 });
  await expect(fetch(url, { headers: TOKEN }).then((file) => file.arrayBuffer())).rejects.toThrow();
});
