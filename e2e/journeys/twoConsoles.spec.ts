import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

test('two attendants see the same, as it happens', async ({ browser, stack, phone, signIn }) => {
  await using first = await browser.newContext();
  await using second = await browser.newContext();
  const [one, other] = [await first.newPage(), await second.newPage()];
  await signIn(one, 'attendant@demo.local');
  await signIn(other, 'attendant2@demo.local');
  await desk(one).showAll();
  await desk(other).showAll();
  await stack.customerWrites(phone, 'Tem horário na quinta?', 'Contato e2e dupla');
  await desk(one).open('Contato e2e dupla');
  await desk(other).open('Contato e2e dupla');
  await desk(one).answer('Tem às 15h30.');
  await expect(desk(other).bubble('Tem às 15h30.')).toBeVisible();
  await expect(desk(other).bubble('Tem às 15h30.')).toHaveCount(1);
});

test('two consoles of one user share what was read', async ({ browser, stack, phone, signIn }) => {
  await using first = await browser.newContext();
  await using second = await browser.newContext();
  const [one, other] = [await first.newPage(), await second.newPage()];
  await signIn(one, 'attendant@demo.local');
  await signIn(other, 'attendant@demo.local');
  await desk(one).showAll();
  await desk(other).showAll();
  await stack.customerWrites(phone, 'Chegou nas duas?', 'Contato e2e aparelhos');
  await expect(desk(other).row('Contato e2e aparelhos').getByRole('img', { name: '1 não lida' })).toBeVisible();
  await desk(one).open('Contato e2e aparelhos');
  await expect(
    desk(other)
      .row('Contato e2e aparelhos')
      .getByRole('img', { name: /não lida/ }),
  ).toHaveCount(0);
});
