import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

test('INB-16 two who have one conversation open see each other, and are warned when both answer', async ({
  browser,
  stack,
  phone,
  signIn,
}) => {
  await using first = await browser.newContext();
  await using second = await browser.newContext();
  const [one, other] = [await first.newPage(), await second.newPage()];
  await signIn(one, 'attendant@demo.local');
  await signIn(other, 'attendant2@demo.local');
  for (const page of [one, other]) await desk(page).showAll();
  await stack.customerWrites(phone, 'Alguém aí?', 'Contato e2e presença');
  for (const page of [one, other]) await desk(page).open('Contato e2e presença');
  await expect(one.getByRole('img', { name: /^Também aqui: .*\(vendo\)/ })).toBeVisible();
  const colleague = desk(one)
    .row('Contato e2e presença')
    .getByRole('img', { name: /^Nesta conversa: .*\(vendo\)/ });
  await expect(colleague).toBeVisible();
  await one.getByRole('textbox', { name: 'Resposta' }).pressSequentially('Já');
  await other.getByRole('textbox', { name: 'Resposta' }).pressSequentially('Oi');
  await expect(one.getByText(/está respondendo agora mesmo/)).toBeVisible();
  await expect(
    desk(one)
      .row('Contato e2e presença')
      .getByRole('img', { name: /^Nesta conversa: .*\(escrevendo\)/ }),
  ).toBeVisible();
  await other.close();
  await expect(one.getByRole('img', { name: /^(Também aqui|Nesta conversa)/ })).toHaveCount(0);
});
