import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { call, heard, listen } from './bridge.ts';
import { Machine } from './standInDesktop.ts';

const CONVERSATION = '01890a5d-ac96-774b-bcce-b302099a8057';
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8058';

test('CON-02 a secret survives a restart, and its file does not hold it in clear', async () => {
  await using machine = new Machine();
  const first = await machine.start();
  const kept = await call(first.page(), (bridge) =>
    bridge.secrets.set({ name: 'refreshToken', value: 'token-of-a-test' }),
  );
  expect(kept).toEqual({ kind: 'kept' });
  await first.quit();
  expect(readFileSync(join(machine.profile, 'secrets.json'), 'utf8')).not.toContain('token-of-a-test');
  const page = (await machine.start()).page();
  expect(await call(page, (bridge) => bridge.secrets.get({ name: 'refreshToken' }))).toEqual({
    kind: 'found',
    value: 'token-of-a-test',
  });
  expect(await call(page, (bridge) => bridge.secrets.get({ name: 'replicaKey' }))).toEqual({ kind: 'absent' });
  await call(page, (bridge) => bridge.secrets.remove({ name: 'refreshToken' }));
  expect(await call(page, (bridge) => bridge.secrets.get({ name: 'refreshToken' }))).toEqual({ kind: 'absent' });
});

for (const keyring of ['none', 'basic_text'] as const) {
  test(`without a keyring (${keyring}) the shell says so and keeps nothing`, async () => {
    await using machine = new Machine();
    const page = (await machine.start({ conditions: { keyring } })).page();
    expect(await call(page, (bridge) => bridge.secrets.set({ name: 'replicaKey', value: 'k' }))).toEqual({
      kind: 'unavailable',
    });
    expect(await call(page, (bridge) => bridge.secrets.get({ name: 'replicaKey' }))).toEqual({ kind: 'unavailable' });
    expect(existsSync(join(machine.profile, 'secrets.json'))).toBe(false);
  });
}

test('a secret of another keyring counts as absent', async () => {
  await using machine = new Machine();
  const first = await machine.start();
  await call(first.page(), (bridge) => bridge.secrets.set({ name: 'replicaKey', value: 'k' }));
  await first.quit();
  rmSync(`${machine.profile}.keyring`);
  const page = (await machine.start()).page();
  expect(await call(page, (bridge) => bridge.secrets.get({ name: 'replicaKey' }))).toEqual({ kind: 'absent' });
});

test('CON-03 the tray shows how many conversations are unread, and the badge too', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  expect(await desktop.asked('tray')).toMatchObject({
    icon: 'tray.png',
    iconIsEmpty: false,
    toolTip: 'Balcão: tudo lido',
  });
  await call(desktop.page(), (bridge) => bridge.tray.setState({ unread: 3, availability: null }));
  await call(desktop.page(), (bridge) => bridge.badge.set({ count: 3 }));
  expect(await desktop.asked('tray')).toMatchObject({
    icon: 'trayUnread.png',
    iconIsEmpty: false,
    toolTip: 'Balcão: não lidas: 3',
  });
  expect((await desktop.asked('app')).badge).toBe(3);
});

test('CON-03 availability is chosen in the tray and told to the console', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  await listen(page, 'onAvailabilityChosen');
  await call(page, (bridge) => bridge.tray.setState({ unread: 0, availability: 'online' }));
  const { menu } = await desktop.asked('tray');
  expect(menu.find(({ label }) => label === 'Disponibilidade')?.submenu).toContainEqual({
    label: 'Disponível',
    checked: true,
  });
  await desktop.act('chooseInTray', 'Disponibilidade', 'Ausente');
  await expect.poll(() => heard(page)).toEqual([{ availability: 'away' }]);
});

test('the shell’s own words follow the language of the console', async () => {
  await using machine = new Machine();
  const first = await machine.start();
  await call(first.page(), (bridge) => bridge.app.setLanguage({ language: 'es' }));
  expect((await first.asked('tray')).menu.map(({ label }) => label)).toEqual(['Abrir Balcão', 'Salir de Balcão']);
  expect((await first.asked('menus')).application.map(({ label }) => label)).toEqual([
    'Balcão',
    'Editar',
    'Ver',
    'Ventana',
  ]);
  await first.quit();
  expect((await (await machine.start()).asked('tray')).toolTip).toBe('Balcão: todo leído');
});

test('CON-03 a click on a notification shows the window and opens its conversation', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  await listen(page, 'onNotificationOpen');
  await desktop.act('closeWindow');
  const shown = await call(page, (bridge) =>
    bridge.notifications.show({
      conversationId: '01890a5d-ac96-774b-bcce-b302099a8057',
      title: 'Contato de teste 04',
      body: 'Bom dia',
    }),
  );
  expect(shown).toEqual({ kind: 'shown' });
  await desktop.act('clickNotification', 'Contato de teste 04');
  await expect.poll(() => heard(page)).toEqual([{ conversationId: CONVERSATION }]);
  expect(await desktop.window()).toMatchObject({ visible: true, focused: true });
});

test('CON-03 what is written into a notification reaches the console', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  await listen(page, 'onNotificationReply');
  await call(page, (bridge) =>
    bridge.notifications.show({
      conversationId: '01890a5d-ac96-774b-bcce-b302099a8057',
      title: 'Contato de teste 04',
      body: 'Vocês abrem hoje?',
      replyPlaceholder: 'Responder',
    }),
  );
  await desktop.act('replyToNotification', 'Contato de teste 04', 'Sim, até as 18h');
  await expect.poll(() => heard(page)).toEqual([{ conversationId: CONVERSATION, text: 'Sim, até as 18h' }]);
});

test('a conversation has one notification at a time, and none once it is read', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  for (const [conversationId, body] of [
    [CONVERSATION, 'um'],
    [CONVERSATION, 'dois'],
    [OTHER, 'três'],
  ]) {
    await page.evaluate((input) => window.balcao?.notifications.show(input), {
      conversationId: String(conversationId),
      title: 'Contato de teste 04',
      body: String(body),
    });
  }
  expect((await desktop.asked('notifications')).map(({ body }) => body)).toEqual(['dois', 'três']);
  await page.evaluate((conversationId) => window.balcao?.notifications.close({ conversationId }), CONVERSATION);
  expect((await desktop.asked('notifications')).map(({ body }) => body)).toEqual(['três']);
});

test('where the system shows no notifications the console is told', async () => {
  await using machine = new Machine();
  const page = (await machine.start({ conditions: { notifications: false } })).page();
  const shown = await call(page, (bridge) =>
    bridge.notifications.show({ conversationId: '01890a5d-ac96-774b-bcce-b302099a8057', title: 'a', body: 'b' }),
  );
  expect(shown).toEqual({ kind: 'unavailable' });
});

test('CON-03 the global shortcut brings the desk forward, also after a restart', async () => {
  await using machine = new Machine();
  const first = await machine.start();
  const set = await call(first.page(), (bridge) => bridge.shortcut.set({ accelerator: 'CommandOrControl+Shift+B' }));
  expect(set).toEqual({ kind: 'set' });
  await first.quit();
  const second = await machine.start({ args: ['--hidden'] });
  await second.act('pressShortcut', 'CommandOrControl+Shift+B');
  expect(await second.window()).toMatchObject({ visible: true, focused: true });
});

test('a shortcut of another program is refused and the former one stays', async () => {
  await using machine = new Machine();
  const desktop = await machine.start({ conditions: { takenShortcuts: ['Alt+Space'] } });
  const page = desktop.page();
  await call(page, (bridge) => bridge.shortcut.set({ accelerator: 'Alt+B' }));
  expect(await call(page, (bridge) => bridge.shortcut.set({ accelerator: 'Alt+Space' }))).toEqual({ kind: 'taken' });
  expect(await desktop.asked('shortcuts')).toEqual(['Alt+B']);
  expect(await call(page, (bridge) => bridge.shortcut.set({ accelerator: null }))).toEqual({ kind: 'set' });
  expect(await desktop.asked('shortcuts')).toEqual([]);
});

test.describe('on Linux', () => {
  test.skip(process.platform !== 'linux', 'other systems keep this themselves');
  test('CON-03 starting at login writes the file that desktops look for, and takes it away', async () => {
    await using machine = new Machine();
    const page = (await machine.start()).page();
    const file = join(machine.config, 'autostart/balcao.desktop');
    expect(await call(page, (bridge) => bridge.startAtLogin.get())).toEqual({ on: false });
    await call(page, (bridge) => bridge.startAtLogin.set({ on: true }));
    expect(readFileSync(file, 'utf8')).toMatch(/^Exec=".*" "--hidden"$/m);
    expect(await call(page, (bridge) => bridge.startAtLogin.get())).toEqual({ on: true });
    await call(page, (bridge) => bridge.startAtLogin.set({ on: false }));
    expect(existsSync(file)).toBe(false);
  });
});

test('the server’s address is kept as an origin; one given at the start holds for that run', async () => {
  await using machine = new Machine();
  const first = await machine.start();
  expect(await call(first.page(), (bridge) => bridge.server.getAddress())).toBeNull();
  const kept = await call(first.page(), (bridge) =>
    bridge.server.setAddress({ address: 'https://balcao.example.com/x' }),
  );
  expect(kept).toBe('https://balcao.example.com');
  await first.quit();
  const second = await machine.start({ args: ['--server=http://localhost:8080'] });
  expect(await call(second.page(), (bridge) => bridge.server.getAddress())).toBe('http://localhost:8080');
  await second.quit();
  const third = await machine.start();
  expect(await call(third.page(), (bridge) => bridge.server.getAddress())).toBe('https://balcao.example.com');
});

test('spelling languages that Chromium has no dictionary for are left out', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  await call(desktop.page(), (bridge) => bridge.spellcheck.set({ languages: ['es', 'xx'] }));
  expect((await desktop.asked('spellcheck')).languages).toEqual(['es']);
});
