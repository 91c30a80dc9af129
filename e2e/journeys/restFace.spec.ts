import { expect, PASSWORD, test } from '../fixtures.ts';

test('over REST: what a customer writes is listed, and an answer reaches the phone once and is read', async ({
  request,
  stack,
  phone,
}) => {
  const signIn = await request.post(`${stack.url}/api/auth/sign-in`, {
    data: { email: 'attendant@demo.local', password: PASSWORD },
  });
  const { accessToken } = await signIn.json();
  const headers = { authorization: `Bearer ${accessToken}` };
  const desk = `${stack.url}/central-atendimento/conversas`;
  await stack.customerWrites(phone, 'Pela interface', 'Contato e2e REST');

  const conversation = async () => {
    const { items } = await (await request.get(`${desk}/?limit=20`, { headers })).json();
    return items.find((item: { contactName: string }) => item.contactName === 'Contato e2e REST');
  };
  await expect.poll(async () => (await conversation())?.lastMessage.text).toBe('Pela interface');
  const { id } = await conversation();

  const answer = () =>
    request.post(`${desk}/${id}/mensagens/`, {
      headers: { ...headers, 'idempotency-key': `rest-${phone}` },
      data: { text: 'Resposta pela interface' },
    });
  expect((await answer()).ok()).toBe(true);
  expect((await answer()).ok()).toBe(true);
  await expect.poll(async () => (await stack.outbox(phone)).map(({ status }) => status)).toEqual(['read']);
  await expect
    .poll(async () => {
      const { items } = await (await request.get(`${desk}/${id}/mensagens/`, { headers })).json();
      return items.find((item: { text: string }) => item.text === 'Resposta pela interface')?.status;
    })
    .toBe('read');

  const send = (data: object) => request.post(`${desk}/${id}/mensagens/`, { headers, data });
  const question = { kind: 'buttons', text: 'Confirma?', buttons: [{ id: 's', title: 'Sim' }] };
  expect((await send({ content: question })).ok()).toBe(true);
  await expect
    .poll(async () => (await stack.outbox(phone)).map((sent) => sent['type']))
    .toEqual(['text', 'interactive']);
  const refused = await send({ content: { kind: 'location', latitude: 99, longitude: 0 } });
  expect(await refused.json()).toMatchObject({ code: 'message.invalidPart', at: 'latitude' });
  expect((await send({ text: 'Oi', content: question })).status()).toBe(400);
});

test('without a token, with a broken body, for what is not there: problems that say what to do', async ({
  request,
  stack,
}) => {
  const desk = `${stack.url}/central-atendimento/conversas`;
  const unsigned = await request.get(`${desk}/`);
  expect(unsigned.status()).toBe(401);
  expect(unsigned.headers()['content-type']).toContain('application/problem+json');
  const broken = await request.post(`${stack.url}/webhooks/whatsapp/`, {
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': 'sha256=00' },
    data: Buffer.from('{"object":'),
  });
  expect(broken.status()).toBe(401);
  expect((await request.get(`${stack.url}/healthz`)).status()).toBe(200);
  expect(await (await request.get(`${stack.url}/metrics`)).text()).toContain('secretaria_webhook_received_total');
});
