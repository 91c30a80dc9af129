import type { Page } from '@playwright/test';
import { desk } from '../desk.ts';
import { expect, test } from '../fixtures.ts';

const replicasHere = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).filter(({ name }) => name?.includes('balcao-')).length);

test.use({ serviceWorkers: 'allow' });

for (const when of ['while it is connected', 'while it is offline'] as const) {
  test(`a session ended elsewhere ${when} signs out and leaves nothing behind`, async ({ browser, signIn }) => {
    await using lost = await browser.newContext();
    await using own = await browser.newContext();
    const [gone, here] = [await lost.newPage(), await own.newPage()];
    await signIn(gone, 'receptionist@demo.local');
    await expect(desk(gone).syncPill()).toContainText('Ao vivo');
    await signIn(here, 'receptionist@demo.local');
    expect(await replicasHere(gone)).toBeGreaterThan(0);
    if (when === 'while it is offline') {
      await desk(gone).keptForOffline();
      await lost.setOffline(true);
      await expect(desk(gone).syncPill()).toContainText('Sem conexão', { timeout: 20_000 });
    }
    await here.goto(`${new URL(here.url()).origin}/settings/sessions`);
    const end = here.getByRole('button', { name: 'Encerrar', exact: true });
    await end.first().waitFor();
    while ((await end.count()) > 0) {
      const before = await end.count();
      await end.first().click();
      await expect(end).toHaveCount(before - 1);
    }
    if (when === 'while it is offline') {
      // It opens: nobody can know yet.
      await gone.reload();
      await expect(gone.getByRole('grid', { name: 'Conversas' })).toBeVisible();
      await lost.setOffline(false);
    }
    await expect(gone.getByText('Sua sessão foi encerrada.')).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => replicasHere(gone)).toBe(0);
  });
}
