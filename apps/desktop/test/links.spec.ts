import { expect, test } from '@playwright/test';
import { heard, listen } from './bridge.ts';
import { Machine } from './standInDesktop.ts';

const CONVERSATION = '01890a5d-ac96-774b-bcce-b302099a8057';
const LINK = `balcao://conversations/${CONVERSATION}`;
const opened = [{ kind: 'conversation', conversationId: CONVERSATION }];

test('CON-02 a second start ends at once, shows the first window and hands its link over', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  await listen(page, 'onDeepLink');
  await desktop.act('minimizeWindow');
  expect(await machine.startAgain(LINK)).toBe(0);
  await expect.poll(() => heard(page)).toEqual(opened);
  expect(await desktop.window()).toMatchObject({ visible: true, focused: true });
  expect((await desktop.asked('windows')).length).toBe(1);
});

test('CON-03 the link that started the program waits until the console listens', async () => {
  await using machine = new Machine();
  const page = (await machine.start({ args: [LINK] })).page();
  await listen(page, 'onDeepLink');
  await expect.poll(() => heard(page)).toEqual(opened);
});

test('a link that comes while the page loads anew reaches the new page', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  await listen(page, 'onDeepLink');
  await page.reload();
  expect(await machine.startAgain(LINK)).toBe(0);
  await listen(page, 'onDeepLink');
  await expect.poll(() => heard(page)).toEqual(opened);
});

test('macOS hands a link over by an event', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  await listen(desktop.page(), 'onDeepLink');
  await desktop.act('openUrl', LINK);
  await expect.poll(() => heard(desktop.page())).toEqual(opened);
});

test('a link that is none of ours opens nothing but the window', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  await listen(desktop.page(), 'onDeepLink');
  expect(await machine.startAgain('balcao://conversations/../settings', 'file:///etc/passwd')).toBe(0);
  await desktop.act('openUrl', LINK);
  await expect.poll(() => heard(desktop.page())).toEqual(opened);
});

test('the program is registered for balcao:// links', async () => {
  await using machine = new Machine();
  const { protocolClients } = await (await machine.start()).asked('app');
  expect(protocolClients).toEqual([expect.stringMatching(/^balcao /)]);
});
