import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

test('QUE-12 a customer enters the line, is told the place, is served, handed over, closed and asked; the board moves as it happens', async ({
  browser,
  stack,
  phone,
  signIn,
}) => {
  // Three consoles sign in, one of them twice: on a machine that does other things too, that takes its time.
  test.setTimeout(120_000);
  const contact = 'Contato e2e na fila';
  const contexts = await Promise.all([browser.newContext(), browser.newContext(), browser.newContext()]);
  const [admin, first, second] = await Promise.all(contexts.map((context) => context.newPage()));
  if (!admin || !first || !second) throw new Error('three consoles');
  await Promise.all([
    signIn(admin, 'admin@demo.local'),
    signIn(first, 'attendant@demo.local'),
    signIn(second, 'attendant2@demo.local'),
  ]);

  // What the queue says is set in its form.
  await admin.goto(`${stack.url}/settings/queues`);
  const edit = admin.getByRole('button', { name: 'Editar a fila Recepção' });
  await edit.click();
  const form = admin.getByRole('dialog', { name: 'Fila' });
  await form.getByRole('button', { name: /Usar o texto sugerido: Lugar na fila/ }).click();
  await form.getByRole('checkbox', { name: /Pedir avaliação/ }).check();
  await form.getByRole('button', { name: 'Simular' }).click();
  await expect(form.getByText(/a espera média seria/)).toBeVisible();
  const holidays = form.getByLabel('Nome do dia');
  const christmas = async () =>
    (await holidays.evaluateAll((all) => all.map((each) => each.getAttribute('value')))).filter(
      (name) => name === 'Natal',
    );
  await form.getByRole('button', { name: 'Feriados nacionais' }).click();
  await admin.getByRole('menuitem', { name: 'Brasil' }).click();
  await expect.poll(christmas).toEqual(['Natal', 'Natal']);
  await form.getByRole('button', { name: 'Salvar' }).click();
  await expect(form).toBeHidden();
  await admin.reload();
  await edit.click();
  await expect.poll(christmas).toEqual(['Natal', 'Natal']);
  await form.getByRole('button', { name: 'Cancelar' }).click();

  await admin.keyboard.press('g');
  await admin.keyboard.press('b');
  const number = (name: string) => admin.getByRole('region', { name, exact: true }).getByRole('paragraph').first();
  await expect(number('Aguardando')).toHaveText(/^\d+$/);
  const [waiting, inService] = await Promise.all(
    ['Aguardando', 'Em atendimento'].map(async (name) => Number(await number(name).innerText())),
  );
  const told = async () => JSON.stringify(await stack.outbox(phone));

  // Enters, and is told the place.
  await stack.customerWrites(phone, 'Preciso de uma consulta', contact);
  await expect(number('Aguardando')).toHaveText(String((waiting ?? 0) + 1));
  await expect.poll(told).toContain('Você é o número');

  // Served: it is the first one's.
  await desk(first).showAll();
  await desk(first).open(contact);
  await first.getByRole('button', { name: 'Assumir' }).click();
  await expect(number('Aguardando')).toHaveText(String(waiting));
  await expect(number('Em atendimento')).toHaveText(String((inService ?? 0) + 1));
  await desk(first).answer('Bom dia! Para quando?');

  // Who takes no more work for now says so, and the board shows it at once.
  const attendants = admin.getByRole('region', { name: 'Atendentes' });
  await first.getByRole('button', { name: 'Disponibilidade: Disponível' }).click();
  await first.getByRole('menuitemradio', { name: 'Ausente' }).click();
  await expect(attendants.getByText('Ausente')).toHaveCount(1);

  // Handed over: the second one is told.
  await first.getByRole('button', { name: 'Transferir' }).click();
  const dialog = first.getByRole('dialog', { name: 'Transferir a conversa' });
  await dialog.getByRole('radio', { name: 'Pessoa' }).click();
  const people = dialog.getByLabel('Pessoa', { exact: true });
  await people.selectOption({ label: await dialog.getByRole('option', { name: /2/ }).first().innerText() });
  await dialog.getByRole('button', { name: 'Transferir' }).click();
  await expect(dialog).toBeHidden();
  await second.getByRole('button', { name: /precisa[m]? de atenção/ }).click();
  await second
    .getByRole('article', { name: /passou uma conversa/ })
    .filter({ hasText: contact })
    .getByRole('button', { name: 'Abrir a conversa' })
    .click();
  await expect(desk(second).bubble('Preciso de uma consulta')).toBeVisible();

  // Closed, asked, and rated as people write.
  await second
    .getByRole('button', { name: /^Encerrar/ })
    .first()
    .click();
  const closing = second.getByRole('dialog');
  if (await closing.isVisible()) await closing.getByRole('button', { name: /^Encerrar/ }).click();
  await expect(number('Em atendimento')).toHaveText(String(inService));
  await expect.poll(told).toContain('Como foi o atendimento?');
  await stack.customerWrites(phone, '5 estrelas!!', contact);
  await expect.poll(told).toContain('Obrigado pela avaliação');
  const [ticket] = await stack.sql<{ rating: number; status: string }>(
    `select t.rating, t.status from ticket t join contact c on c.company_id = t.company_id and c.id = t.contact_id
     where c.phone like $1 order by t.entered_at desc limit 1`,
    [`%${phone.slice(-8)}`],
  );
  expect(ticket).toEqual({ rating: 5, status: 'finished' });

  await stack.sql(
    "update queue set position_message = '', asks_rating = false, exceptions = '[]' where name = 'Recepção'",
  );
  await first.getByRole('button', { name: 'Disponibilidade: Ausente' }).click();
  await first.getByRole('menuitemradio', { name: 'Disponível' }).click();
  await expect(attendants.getByText('Ausente')).toHaveCount(0);
  for (const context of contexts) await context.close();
});
