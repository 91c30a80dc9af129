import { randomUUID } from 'node:crypto';
import { USUAL_TYPE } from '@balcao/domain';
import type { Page } from '@playwright/test';
import { faults } from '../faults.ts';
import { expect, test } from '../fixtures.ts';
import type { Stack } from '../stack.ts';

const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 86_400_000;

const FASTING = {
  label: 'Em jejum?',
  required: true,
  answering: { kind: 'yesNo', refused: ['no'] },
  refusal: { words: 'Venha em jejum de oito horas.', instead: { kind: 'nothing' } },
};

/** A public type that one person serves, free at ten on a Wednesday in five weeks, and never else. */
async function onePlace(stack: Stack): Promise<{ address: string; name: string }> {
  const [typeId, resourceId, slug] = [randomUUID(), randomUUID(), `e2e-${randomUUID().slice(0, 8)}`];
  const name = `Consulta ${slug}`;
  const now = Date.now();
  const days = 35 + ((3 - new Date(now).getUTCDay() + 7) % 7);
  const from = Date.parse(`${new Date(now + days * DAY_MS).toISOString().slice(0, 10)}T10:00:00-03:00`);
  const [company] = await stack.sql<{ id: string }>("select id from company where domain = 'demo.local'");
  const companyId = company?.id;
  const zone = 'America/Sao_Paulo';
  await stack.sql('insert into resource (company_id, id, name, settings) values ($1, $2, $3, $4)', [
    companyId,
    resourceId,
    slug,
    { kind: 'person', color: 'teal', zone },
  ]);
  await stack.sql('insert into appointment_type (company_id, id, name, settings) values ($1, $2, $3, $4)', [
    companyId,
    typeId,
    name,
    { ...USUAL_TYPE, resourceIds: [resourceId], page: { slug }, questions: [FASTING] },
  ]);
  for (const [start, end] of [
    [now - DAY_MS, from],
    [from + HALF_HOUR_MS, now + 400 * DAY_MS],
  ]) {
    await stack.sql(
      `insert into calendar_block (company_id, resource_id, starts_at, ends_at, zone)
        values ($1, $2, to_timestamp($3 / 1000.0), to_timestamp($4 / 1000.0), $5)`,
      [companyId, resourceId, start, end, zone],
    );
  }
  return { address: `${stack.url}/agendar/demo.local/${slug}`, name };
}

const ten = (page: Page) => page.getByRole('button', { name: '10:00', exact: true });

async function writeWho(page: Page, name: string, phone: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Nome' }).fill(name);
  await page.getByLabel('País').selectOption('BR');
  await page.getByLabel('Celular, com DDD').fill(phone.slice(2));
}

const linkIn = (text: string | undefined): string => /https?:\/\/\S+/.exec(text ?? '')?.[0] ?? '';

test('booked on a phone, confirmed in the chat, cancelled by its link, and offered to who waits for it', async ({
  page,
  browser,
  stack,
  phone,
  signIn,
}) => {
  const waiting = phone.replace(/^551197/, '551196');
  const { address, name } = await onePlace(stack);
  await stack.customerWrites(phone, 'Quero marcar', 'Contato e2e marca');
  await stack.customerWrites(waiting, 'Quero marcar também', 'Contato e2e espera');
  await using pocket = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
  });
  const screen = await pocket.newPage();
  const lastTo = async (to: string) => (await stack.outbox(to)).at(-1)?.text?.body;

  // On a wide screen no time lies hidden in a list of its own that scrolls: the page does.
  await page.goto(`${stack.url}/agendar/demo.local/consulta`);
  await page.getByRole('button', { name: 'Próximo mês' }).click();
  await page.locator('.time').nth(9).waitFor();
  expect(await page.locator('.times ul').evaluate((list) => list.scrollHeight - list.clientHeight)).toBe(0);
  // The pointer stays on the day that it chose, and on a phone every chosen day looks so.
  // One of two digits: axe passes over a single one.
  const day = page.locator('.day:enabled').last();
  await day.click();
  await expect(day).toHaveAttribute('aria-pressed', 'true');
  await day.hover();
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  expect(await faults(page)).toEqual([]);

  await screen.goto(address);
  await screen.getByLabel('Não').check();
  await screen.getByRole('button', { name: 'Ver os horários' }).click();
  await expect(screen.getByText('Venha em jejum de oito horas.')).toBeVisible();
  expect(await faults(screen)).toEqual([]);
  await screen.getByRole('button', { name: 'Mudar as respostas' }).click();
  await screen.getByLabel('Sim').check();
  await screen.getByRole('button', { name: 'Ver os horários' }).click();
  await expect(ten(screen)).toBeVisible();
  expect(await faults(screen)).toEqual([]);
  await ten(screen).click();
  await expect(screen.getByText(/^Guardamos este horário para você até/)).toBeVisible();
  await screen.getByRole('button', { name: 'Agendar', exact: true }).click();
  await expect(screen.getByText('Escreva seu nome.')).toBeVisible();
  expect(await faults(screen)).toEqual([]);
  await writeWho(screen, 'Contato e2e marca', phone);
  await screen.reload();
  await expect(screen.getByRole('textbox', { name: 'Nome' })).toHaveValue('Contato e2e marca');
  await screen.getByRole('button', { name: 'Agendar', exact: true }).click();
  await expect(screen.getByRole('heading', { name: 'Está agendado' })).toBeVisible();
  await expect.poll(() => lastTo(phone)).toContain(`Olá, Contato e2e marca! ${name}`);

  await screen.goto(address);
  await expect(screen.getByText('Não há horários livres neste mês.')).toBeVisible();
  await expect(ten(screen)).toHaveCount(0);
  await screen.getByRole('button', { name: 'Avise-me quando abrir uma vaga' }).click();
  await writeWho(screen, 'Contato e2e espera', waiting);
  expect(await faults(screen)).toEqual([]);
  await screen.getByRole('button', { name: 'Entrar na lista' }).click();
  await expect(screen.getByRole('heading', { name: 'Você está na lista de espera' })).toBeVisible();

  await signIn(page, 'receptionist@demo.local');
  await page.getByRole('link', { name: 'Agenda' }).click();
  const list = page.getByRole('region', { name: 'Lista de espera' });
  await expect(list).toContainText('Contato e2e espera');

  await screen.goto(linkIn(await lastTo(phone)));
  await screen.getByRole('button', { name: 'Cancelar' }).click();
  await screen.getByRole('button', { name: 'Sim, cancelar' }).click();
  await expect(screen.getByRole('heading', { name: 'Agendamento cancelado' })).toBeVisible();
  await expect.poll(() => lastTo(phone)).toContain('foi cancelado');

  await expect.poll(() => lastTo(waiting)).toContain('Abriu uma vaga');
  await expect(list).toContainText('Oferecido');
  await screen.goto(linkIn(await lastTo(waiting)));
  expect(await faults(screen)).toEqual([]);
  await screen.getByRole('button', { name: 'Ficar com este horário' }).click();
  await expect(screen.getByRole('heading', { name: 'Está agendado' })).toBeVisible();
  await expect(list).toHaveCount(0);
  await expect.poll(() => lastTo(waiting)).toContain(`Olá, Contato e2e espera! ${name}`);
});
