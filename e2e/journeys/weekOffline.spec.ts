import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

const OF = (name: string) => `(select id from contact where name = '${name}')`;
/** A week in which this console was told nothing: somebody else's edit, a conversation that aged, one nobody wrote in. */
const WEEK = [
  `update contact set email = 'semana@exemplo.test' where name = 'Contato e2e semana'`,
  `delete from message where text = 'Mensagem que some'`,
  `update conversation set status = 'closed', closed_at = now() - interval '95 days', last_activity_at = now() - interval '95 days',
     last_inbound_at = now() - interval '95 days', opened_at = now() - interval '96 days' where contact_id = ${OF('Contato e2e antigo')}`,
  `update message set created_at = now() - interval '95 days' where text = 'Conversa que sai da janela'`,
  `update conversation set last_inbound_at = now() - interval '7 days' where contact_id = ${OF('Contato e2e calado')}`,
  `update session set last_seen_at = now() - interval '7 days'`,
];
/** The feed no longer says what ended before: whoever was away has to be told by comparing. */
const FORGET = `select forget_tombstones(max(seq)) from feed`;

test.use({ serviceWorkers: 'allow' });

test('a console that was away for a week comes back whole: what happened is here, what left is gone, and its own words are sent or given back', async ({
  page,
  context,
  stack,
  phone,
  signIn,
}) => {
  const other = (n: number) => `${phone}${n}`;
  const at = desk(page);
  await stack.customerWrites(other(1), 'Conversa que sai da janela', 'Contato e2e antigo');
  await stack.customerWrites(other(2), 'Quanto custa?', 'Contato e2e calado');
  await stack.customerWrites(phone, 'Mensagem que some', 'Contato e2e semana');
  await stack.customerWrites(phone, 'Até segunda!', 'Contato e2e semana');
  await signIn(page, 'attendant@demo.local');
  await at.showAll();
  await expect(at.row('Contato e2e antigo')).toBeVisible();
  await at.open('Contato e2e semana');
  await expect(at.bubble('Mensagem que some')).toBeVisible();
  await expect(at.syncPill()).toContainText('Ao vivo');
  await at.keptForOffline();

  await context.setOffline(true);
  await expect(at.syncPill()).toContainText('Sem conexão', { timeout: 20_000 });
  await at.answer('Até lá, bom fim de semana!');
  await page.getByRole('textbox', { name: 'Observações' }).fill('Volta na segunda');
  await page.getByRole('textbox', { name: 'Observações' }).blur();
  await at.open('Contato e2e calado');
  await at.answer('Custa R$ 200.');
  await page.getByRole('textbox', { name: 'Resposta' }).fill('Com convênio é');
  await expect(at.row('Contato e2e calado')).toContainText('Com convênio é');
  for (const statement of WEEK) await stack.sql(statement);
  await stack.customerWrites(phone, 'Já é segunda', 'Contato e2e semana');
  await expect.poll(() => stack.sql(`select 1 from message where text = 'Já é segunda'`)).toHaveLength(1);
  await stack.sql(FORGET);

  // The machine wakes up, still without a network: everything is as it was left.
  await page.reload();
  await expect(at.bubble('Custa R$ 200.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Resposta' })).toHaveValue('Com convênio é');
  await expect(at.syncPill()).toContainText('alterações guardadas');

  await context.setOffline(false);
  await expect(at.syncPill()).toContainText('Ao vivo', { timeout: 30_000 });
  await expect(at.row('Contato e2e antigo')).toHaveCount(0);
  await expect(at.row('Contato e2e calado')).toContainText('Com convênio é');
  const sent = async (to: string) => (await stack.outbox(to)).map((message) => message.text?.body);
  await expect.poll(() => sent(phone)).toEqual(['Até lá, bom fim de semana!']);
  expect(await sent(other(2))).toEqual([]);
  // Others may have left something there as well.
  await page.getByRole('button', { name: /avisos? precisam? de atenção/ }).click();
  const card = page.getByRole('article', { name: /a janela de 24 horas fechou/ });
  await expect(card).toContainText('Custa R$ 200.');
  await card.getByRole('button', { name: 'Devolver ao rascunho' }).click();
  await expect(page.getByRole('textbox', { name: 'Resposta' })).toHaveValue('Com convênio é\nCusta R$ 200.');

  await at.open('Contato e2e semana');
  await expect(at.bubble('Já é segunda')).toBeVisible();
  await expect(at.bubble('Mensagem que some')).toHaveCount(0);
  await expect(at.bubble('Até lá, bom fim de semana!')).toHaveCount(1);
  await expect(page.getByRole('complementary')).toContainText('semana@exemplo.test');
  await expect
    .poll(() => stack.sql(`select notes, email from contact where name = 'Contato e2e semana'`))
    .toEqual([{ notes: 'Volta na segunda', email: 'semana@exemplo.test' }]);
});
