import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { faults } from '../faults.ts';
import { expect, test } from '../fixtures.ts';

/** A Wednesday in five weeks: the demo has nothing there. */
function farWednesday(): string {
  const now = new Date();
  const days = 35 + ((3 - now.getUTCDay() + 7) % 7);
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

const weekAfter = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);

const calendar = (page: Page) => {
  const form = page.getByRole('dialog');
  const search = page.getByRole('searchbox', { name: 'Buscar na agenda' });
  return {
    form,
    book: async (who: string, date: string, start: string, weeks = 1) => {
      await page.getByRole('button', { name: /^Novo/ }).click();
      await form.getByLabel('Para quem').fill(who);
      await form.getByLabel('Data').fill(date);
      await form.getByLabel('Início').fill(start);
      await form.getByRole('checkbox', { name: 'Profissional 1 (demo)' }).check();
      if (weeks > 1) {
        await form.getByRole('combobox', { name: 'Repetição' }).selectOption({ label: 'Toda semana' });
        await form.getByLabel('Quantas vezes').fill(String(weeks));
      }
      await form.getByRole('button', { name: 'Agendar', exact: true }).click();
      await expect(form).toHaveCount(0);
    },
    /** Opens what a search finds. */
    open: async (who: string) => {
      await search.fill(who);
      await page.getByRole('button', { name: new RegExp(who) }).click();
      await expect(form).toBeVisible();
    },
    line: (who: string) => page.getByRole('listitem').filter({ hasText: who }),
    search,
  };
};

test('booked, moved and cancelled without a connection; a time that somebody else took meanwhile is decided beside the calendar', async ({
  page,
  context,
  browser,
  stack,
  signIn,
}) => {
  const date = farWednesday();
  await using elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await signIn(page, 'receptionist@demo.local');
  await signIn(other, 'admin@demo.local');
  for (const each of [page, other]) {
    await each.getByRole('link', { name: 'Agenda' }).click();
    await expect(each.getByRole('region', { name: 'Dia por agenda' })).toBeVisible();
  }
  const [mine, theirs] = [calendar(page), calendar(other)];
  await expect(desk(page).syncPill()).toContainText('Ao vivo');

  await context.setOffline(true);
  await expect(desk(page).syncPill()).toContainText('Sem conexão', { timeout: 20_000 });
  await mine.book('Contato e2e colisão', date, '10:00');
  await mine.book('Contato e2e remarcado', date, '11:00');
  await mine.book('Contato e2e desistente', date, '14:00');
  await mine.book('Série e2e', date, '16:00', 3);
  await mine.open('Contato e2e remarcado');
  await mine.form.getByLabel('Início').fill('15:00');
  await mine.form.getByRole('button', { name: 'Salvar', exact: true }).click();
  await mine.open('Contato e2e desistente');
  await mine.form.getByRole('button', { name: 'Cancelar agendamento' }).click();
  await mine.form.getByLabel('Motivo do cancelamento').fill('Desistiu');
  await mine.form.getByRole('button', { name: 'Cancelar agora' }).click();
  await theirs.book('Contato e2e primeiro', date, '10:00');
  await theirs.book('Outra e2e', weekAfter(date), '16:00');
  await expect.poll(async () => (await stack.sql(`select 1 from appointment where title like '%e2e%'`)).length).toBe(2);

  await context.setOffline(false);
  const decision = page.getByRole('region', { name: 'Precisam de decisão' });
  await expect(decision).toContainText('Contato e2e colisão', { timeout: 30_000 });
  expect(await faults(page)).toEqual([]);
  await expect(decision).toContainText('Série e2e');
  for (const left of [1, 0]) {
    await decision
      .getByRole('button', { name: /^\d\d:\d\d$/ })
      .first()
      .click();
    await expect(decision.getByText('foi ocupado enquanto isso')).toHaveCount(left);
  }

  const statuses = () =>
    stack.sql<{ title: string; status: string; at: string }>(
      `select title, status, to_char(starts_at at time zone zone, 'HH24:MI') as at from appointment where title like 'Contato e2e %' order by title`,
    );
  await expect
    .poll(async () => (await statuses()).map(({ title, status, at }) => `${title.slice(12)} ${status} ${at}`))
    .toEqual([
      'colisão scheduled 09:00',
      'desistente cancelled 14:00',
      'primeiro scheduled 10:00',
      'remarcado scheduled 15:00',
    ]);
  // Of what was booked for three weeks one time was taken, and has another now; the others stand.
  const weekly = () =>
    stack.sql<{ status: string; at: string }>(
      `select status, to_char(starts_at at time zone zone, 'HH24:MI') as at from appointment where title = 'Série e2e' order by starts_at`,
    );
  await expect
    .poll(async () => (await weekly()).map(({ status, at }) => `${status} ${at === '16:00'}`))
    .toEqual(['scheduled true', 'scheduled false', 'scheduled true']);
  await theirs.search.fill('Contato e2e colisão');
  await expect(theirs.line('Contato e2e colisão')).toContainText('Agendado');

  // Onto a time that one other has: the two change places.
  await theirs.open('Contato e2e primeiro');
  await theirs.form.getByLabel('Início').fill('15:00');
  await theirs.form.getByRole('button', { name: 'Trocar de lugar' }).click();
  await expect(theirs.form).toHaveCount(0);
  expect((await statuses()).map(({ title, at }) => `${title.slice(12)} ${at}`)).toEqual(
    expect.arrayContaining(['primeiro 15:00', 'remarcado 10:00']),
  );
});
