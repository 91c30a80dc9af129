import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

test('two tabs of one browser share a replica; when the one that synchronises closes, the other goes on', async ({
  context,
  stack,
  phone,
  signIn,
}) => {
  const first = await context.newPage();
  await signIn(first, 'attendant2@demo.local');
  await desk(first).showAll();
  await stack.customerWrites(phone, 'Chega nas duas abas?', 'Contato e2e abas');
  await expect(desk(first).row('Contato e2e abas')).toBeVisible();

  const second = await context.newPage();
  await second.goto(stack.url);
  await desk(second).showAll();
  await desk(second).open('Contato e2e abas');
  await desk(second).answer('Chega, sim.');
  await expect.poll(async () => (await stack.outbox(phone)).length).toBe(1);

  await first.close();
  await stack.customerWrites(phone, 'E agora?', 'Contato e2e abas');
  await expect(desk(second).bubble('E agora?')).toBeVisible();
  await desk(second).answer('Agora também.');
  await expect
    .poll(async () => (await stack.outbox(phone)).map((message) => message.text?.body))
    .toEqual(['Chega, sim.', 'Agora também.']);
});
