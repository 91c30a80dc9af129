import { expect, test } from 'vitest';
import { at, startDesk } from './testing/desk.ts';

test('the phone page and all that it names are served, and nothing beside them', async () => {
  await using desk = await startDesk();
  const page = await fetch(`${desk.simulators.url}/_sim/phone`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  const named = [...html.matchAll(/(?:href|src)="([a-z]+\.[a-z]+)"/g)].map((match) => match[1]);
  expect(named).toContain('app.js');
  for (const name of named) expect((await fetch(`${desk.simulators.phoneUrl}${name}`)).status, name).toBe(200);
  expect((await fetch(`${desk.simulators.phoneUrl}..%2fserver.ts`)).status).toBe(404);
});

test('every module that the page imports is there', async () => {
  await using desk = await startDesk();
  const seen = new Set<string>();
  const waiting = ['app.js'];
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const module = await fetch(`${desk.simulators.phoneUrl}${name}`);
    expect(module.status, name).toBe(200);
    for (const found of (await module.text()).matchAll(/from '\.\/([a-z]+\.js)'/g)) waiting.push(String(found[1]));
  }
  expect(seen.size).toBeGreaterThan(8);
});

test('a person’s chat survives being looked at later: messages, people, numbers and the log of deliveries', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/inbound', { from: '5511900000004', text: 'Vocês atendem convênio?' });
  const { json } = await desk.sim('whatsapp/phone');
  expect(json).toMatchObject({
    numbers: [{ phoneNumberId: '100000000000001' }],
    people: [{ name: 'Contato de teste 01' }, { name: 'Contato de teste 04' }],
    messages: [{ from: 'person', tick: 'delivered' }],
    deliveries: [{ about: 'messages · text', outcome: { kind: 'accepted' } }],
  });
});

test('a file is played from the middle by range', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/inbound', { from: '5511900000004', type: 'voice' });
  const { messages } = (await desk.sim('whatsapp/phone')).json;
  const id = at(messages, 0, 'wire', 'audio', 'id');
  const url = `${desk.simulators.url}/_sim/whatsapp/media/${id}`;
  const part = await fetch(url, { headers: { range: 'bytes=0-3' } });
  expect([part.status, await part.text()]).toEqual([206, 'OggS']);
});
