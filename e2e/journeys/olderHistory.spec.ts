import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

/** 150 messages of half a year ago, in a conversation that was closed: no console keeps them. */
const PAST = `
  insert into message (company_id, conversation_id, channel_id, direction, kind, text, content, source, created_at)
  select c.company_id, c.id, c.channel_id, 'in', 'text', 'Antiga ' || n, jsonb_build_object('kind', 'text', 'text', 'Antiga ' || n),
    'contact', now() - interval '180 days' + n * interval '1 minute'
  from conversation c join contact k on k.company_id = c.company_id and k.id = c.contact_id, generate_series(1, 150) n
  where k.name = $1`;
const CLOSED = `
  update conversation c set status = 'closed', closed_at = now(), message_count = message_count + 150
  from contact k where k.company_id = c.company_id and k.id = c.contact_id and k.name = $1`;

test.use({ serviceWorkers: 'allow' });

test('scrolling up goes on at the server, without a jump, to the beginning; without a connection it says so and waits', async ({
  page,
  stack,
  phone,
  signIn,
}) => {
  const name = 'Contato e2e história';
  await stack.customerWrites(phone, 'Voltei!', name);
  await expect.poll(async () => (await stack.sql('select 1 from contact where name = $1', [name])).length).toBe(1);
  await stack.sql(PAST, [name]);
  await stack.sql(CLOSED, [name]);
  await signIn(page, 'attendant@demo.local');
  const at = desk(page);
  await at.showAll();
  await expect(at.syncPill()).toContainText('Ao vivo');
  await page.getByRole('combobox', { name: 'Buscar nas conversas' }).fill('Voltei!');
  await page.getByRole('option', { name }).first().click();

  const thread = page.getByRole('region', { name: `Mensagens com ${name}` });
  await expect(at.bubble('Voltei!')).toBeVisible();
  await expect(at.bubble('Antiga 150')).toBeVisible();
  await expect(thread.getByText('Antiga 1', { exact: true })).toHaveCount(0);
  await thread.hover();
  // What is looked at stays where it is while older ones come in above it.
  const seen = at.bubble('Antiga 140');
  await seen.scrollIntoViewIfNeeded();
  const before = await seen.boundingBox();
  await page.waitForTimeout(600);
  const after = await seen.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? -1_000))).toBeLessThanOrEqual(2);

  for (let turn = 0; turn < 40 && !(await thread.getByText('Início da conversa').isVisible()); turn += 1) {
    await page.mouse.wheel(0, -1_500);
    await page.waitForTimeout(50);
  }
  await expect(thread.getByText('Início da conversa')).toBeVisible();
  await expect(thread.getByText('Antiga 1', { exact: true })).toBeVisible();
  // Read, shown, and not stored.
  expect(await storedHere(page)).toBe(false);

  await at.keptForOffline();
  await stack.stopServer();
  await page.reload();
  await expect(at.syncPill()).toContainText('Sem conexão');
  await expect(thread.getByText(/As mensagens mais antigas estão no servidor/)).toBeVisible();
  await expect(at.bubble('Voltei!')).toBeVisible();
  await stack.startServer();
  await expect(at.bubble('Antiga 150')).toBeVisible({ timeout: 20_000 });
});

/** Whether any row on the disk is older than what a console keeps. */
const storedHere = (page: import('@playwright/test').Page) =>
  page.evaluate(async () => {
    const since = Date.now() - 100 * 86_400_000;
    for (const { name } of await indexedDB.databases()) {
      if (!name?.includes('messages')) continue;
      const rows = await new Promise<{ createdAt?: number }[]>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          if (!database.objectStoreNames.contains('docs')) return resolve([]);
          const all = database.transaction('docs').objectStore('docs').getAll();
          all.onsuccess = () => {
            resolve(all.result);
            database.close();
          };
        };
      });
      if (rows.some(({ createdAt }) => createdAt !== undefined && createdAt > 0 && createdAt < since)) return true;
    }
    return false;
  });
