import { readFileSync } from 'node:fs';
import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

/** A Wednesday in five weeks: the demo has nothing there. */
function farWednesday(): string {
  const now = new Date();
  const days = 35 + ((3 - now.getUTCDay() + 7) % 7);
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
const daysOn = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const file = (date: string) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    'BEGIN:VEVENT',
    'UID:e2e-1',
    'DTSTAMP:20260101T000000Z',
    `DTSTART;TZID=America/Sao_Paulo:${date.replaceAll('-', '')}T091500`,
    'DURATION:PT30M',
    'SUMMARY:Contato e2e do arquivo',
    'X-OWN:fica',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:e2e-2',
    'DTSTAMP:20260101T000000Z',
    'DTSTART:20260230T091500Z',
    'DURATION:PT30M',
    'SUMMARY:Contato e2e impossível',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

test('a calendar file is dropped, looked at and taken, and goes out again whole; what recurs is booked at once; a contact is booked by two keys', async ({
  page,
  stack,
  phone,
  signIn,
}) => {
  const date = farWednesday();
  await stack.customerWrites(phone, 'Quero marcar', 'Contato e2e de duas teclas');
  await signIn(page, 'admin@demo.local');
  const at = desk(page);
  await at.showAll();
  await at.open('Contato e2e de duas teclas');
  await page.getByRole('region', { name: 'Agendamentos' }).waitFor();
  await page.locator('body').press('b');
  await expect(page.getByRole('dialog').getByLabel('Para quem')).toHaveValue('Contato e2e de duas teclas');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Agendamentos' }).getByText('Agendado')).toBeVisible();

  await page.getByRole('link', { name: 'Agenda' }).click();
  const grid = page.getByRole('region', { name: 'Dia por agenda' });
  await grid.waitFor();
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'agenda.ics', { type: 'text/calendar' }));
    return transfer;
  }, file(date));
  for (const type of ['dragover', 'drop']) await grid.dispatchEvent(type, { dataTransfer: dropped });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 novo');
  await expect(dialog).toContainText('Linha 12, Contato e2e impossível: data ou hora que não existe');
  // Three calendars are shown: nothing goes to nobody unasked.
  const take = dialog.getByRole('button', { name: 'Importar 1 evento' });
  await expect(take).toBeDisabled();
  // "Without a calendar" for appointments is "all calendars" for blocked times: the choice does not carry over.
  const calendar = dialog.getByRole('combobox', { name: 'Agenda' });
  const kind = dialog.getByRole('combobox', { name: 'Importar como' });
  const first = await kind.inputValue();
  await calendar.selectOption({ label: 'Sem agenda' });
  await expect(take).toBeEnabled();
  await kind.selectOption('blocks');
  await expect(take).toBeDisabled();
  await kind.selectOption(first);
  await calendar.selectOption({ label: 'Profissional 1 (demo)' });
  await expect(take).toBeEnabled();
  await take.click();
  await expect(dialog).toContainText('Importado.');
  await dialog.getByRole('button', { name: 'Fechar' }).first().click();
  await expect
    .poll(() =>
      stack.sql(
        `select r.name from appointment a join resource r on r.id = any (a.resource_ids) where a.title = 'Contato e2e do arquivo'`,
      ),
    )
    .toEqual([{ name: 'Profissional 1 (demo)' }]);

  // On the month it is carried to the day after, and keeps its time.
  const search = page.getByRole('searchbox', { name: 'Buscar na agenda' });
  await page.locator('body').press('m');
  const month = page.getByRole('region', { name: 'Mês' });
  const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const ahead = monthOf(date) - monthOf(new Date().toISOString().slice(0, 10));
  for (let step = 0; step < ahead; step += 1) await page.locator('body').press('j');
  const chip = month.getByRole('button', { name: /Contato e2e do arquivo/ });
  const next = daysOn(date, 1);
  const words = new Intl.DateTimeFormat('pt-BR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  await chip.dragTo(month.getByRole('group', { name: words.format(Date.parse(`${next}T12:00:00Z`)) }));
  await expect
    .poll(() =>
      stack.sql(
        `select to_char(starts_at at time zone zone, 'YYYY-MM-DD HH24:MI') as at from appointment where title = 'Contato e2e do arquivo'`,
      ),
    )
    .toEqual([{ at: `${next} 09:15` }]);

  await search.fill('Contato e2e do arquivo');
  await page.getByRole('button', { name: /Contato e2e do arquivo/ }).click();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Baixar .ics' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text).toContain('UID:e2e-1\r\n');
  expect(text).toContain('X-OWN:fica\r\n');
  expect(text).toContain(`DTSTART;TZID=America/Sao_Paulo:${next.replaceAll('-', '')}T091500\r\n`);
  await page.keyboard.press('Escape');

  // Four weeks of it; then from the second on an hour later.
  await search.fill('');
  await page.getByRole('button', { name: /^Novo/ }).click();
  await dialog.getByLabel('Para quem').fill('Contato e2e semanal');
  await dialog.getByLabel('Data').fill(daysOn(date, 2));
  await dialog.getByLabel('Início').fill('16:00');
  await dialog.getByRole('checkbox', { name: 'Profissional 1 (demo)' }).check();
  await dialog.getByRole('combobox', { name: 'Repetição' }).selectOption({ label: 'Toda semana' });
  await dialog.getByLabel('Quantas vezes').fill('4');
  await dialog.getByRole('button', { name: 'Agendar', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const times = () =>
    stack.sql<{ at: string }>(
      `select to_char(starts_at at time zone zone, 'HH24:MI') as at from appointment where title = 'Contato e2e semanal' and series_id is not null order by starts_at`,
    );
  await expect.poll(async () => (await times()).map((row) => row.at)).toEqual(['16:00', '16:00', '16:00', '16:00']);
  await search.fill('Contato e2e semanal');
  await page
    .getByRole('button', { name: /Contato e2e semanal/ })
    .nth(1)
    .click();
  await dialog.getByRole('radio', { name: 'Este e os seguintes' }).click();
  await dialog.getByLabel('Início').fill('17:00');
  await dialog.getByRole('button', { name: 'Salvar', exact: true }).click();
  await expect.poll(async () => (await times()).map((row) => row.at)).toEqual(['16:00', '17:00', '17:00', '17:00']);

  // Those three get a note, and stay where they are.
  await page
    .getByRole('button', { name: /Contato e2e semanal/ })
    .nth(2)
    .click();
  await dialog.getByRole('radio', { name: 'Todos' }).click();
  await dialog.getByLabel('Observações').fill('Trazer exames');
  await dialog.getByRole('button', { name: 'Salvar', exact: true }).click();
  await expect
    .poll(() =>
      stack.sql(
        `select count(*)::int as noted from appointment where title = 'Contato e2e semanal' and notes = 'Trazer exames'`,
      ),
    )
    .toEqual([{ noted: 3 }]);
});
