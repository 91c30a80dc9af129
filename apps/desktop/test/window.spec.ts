import { expect, test } from '@playwright/test';
import { Machine } from './standInDesktop.ts';

test('CON-01 the window opens the console over app://balcao, with the bridge there before its first line', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  await expect(page.getByRole('heading')).toHaveText('Página de teste');
  expect(await page.evaluate(() => document.documentElement.dataset.bridge)).toBe('object');
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
});

test('an address of the console’s own router opens the console; a missing file stays missing', async () => {
  await using machine = new Machine();
  const page = (await machine.start()).page();
  const status = (path: string) => page.evaluate(async (address) => (await fetch(address)).status, path);
  expect(await status('/conversations/01890a5d-ac96-774b-bcce-b302099a8057')).toBe(200);
  expect(await status('/assets/no-such.js')).toBe(404);
  expect(await status('/..%2f..%2fpackage.json')).toBe(404);
});

test('CON-03 the window is where it was left, also when it was maximised', async () => {
  await using machine = new Machine();
  const first = await machine.start();
  const place = { x: 120, y: 80, width: 1000, height: 700 };
  await first.act('placeWindow', place);
  await first.act('maximizeWindow');
  await first.quit();
  const second = await machine.start();
  expect(await second.window()).toMatchObject({ bounds: place, maximized: true });
});

test('a window that was left on a display that is gone comes back to the middle of the remaining one', async () => {
  await using machine = new Machine();
  const desk = { x: 0, y: 0, width: 1920, height: 1080 };
  const first = await machine.start({ conditions: { displays: [desk, { ...desk, x: 1920 }] } });
  await first.act('placeWindow', { x: 2200, y: 80, width: 1000, height: 700 });
  await first.quit();
  const second = await machine.start({ conditions: { displays: [desk] } });
  expect((await second.window()).bounds).toEqual({ x: 460, y: 190, width: 1000, height: 700 });
});

test('closing the window leaves the desk in the tray, and the tray brings it back', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  expect(await desktop.window()).toMatchObject({ visible: true, focused: true });
  await desktop.act('closeWindow');
  expect((await desktop.window()).visible).toBe(false);
  await desktop.act('clickTray');
  expect(await desktop.window()).toMatchObject({ visible: true, focused: true });
});

test('quitting from the tray ends the program in order', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const ended = desktop.ended();
  await desktop.act('chooseInTray', 'Sair do Balcão').catch(() => {});
  expect(await ended).toBe(0);
});

test('started at login, it waits in the tray without a window in the way', async () => {
  await using machine = new Machine();
  const desktop = await machine.start({ args: ['--hidden'] });
  expect((await desktop.window()).visible).toBe(false);
});

test('zoom by the menu is kept across a restart', async () => {
  await using machine = new Machine();
  const first = await machine.start();
  await first.act('chooseInMenu', 'Exibir', 'Aumentar');
  expect((await first.window()).zoomFactor).toBe(1.1);
  await first.quit();
  const second = await machine.start();
  await expect.poll(async () => (await second.window()).zoomFactor).toBe(1.1);
});

test('a page whose process died is loaded again; one that keeps dying is given up with words', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  for (let crash = 1; crash <= 4; crash++) {
    const page = desktop.page();
    await page.goto('chrome://crash').catch(() => {});
    const loadedAgain = async () => desktop.page() !== page && (await desktop.page().title()) === 'Página de teste';
    if (crash < 4) await expect.poll(() => loadedAgain().catch(() => false)).toBe(true);
  }
  await expect
    .poll(() => desktop.asked('errorBoxes'))
    .toEqual([{ title: 'O Balcão não consegue abrir sua tela', content: expect.stringContaining('logs') }]);
});

test('crash reports stay on this machine', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  expect(await desktop.asked('crashReporter')).toEqual({ uploadToServer: false });
});
