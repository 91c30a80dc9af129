import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { call } from './bridge.ts';
import { Machine } from './standInDesktop.ts';

/** A page of somebody else. */
async function foreignSite(): Promise<AsyncDisposable & { address: string }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<title>foreign</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, [Symbol.asyncDispose]: async () => void server.close() };
}

test('CON-02 the page has no Node and no Electron, and cannot change the bridge', async () => {
  await using machine = new Machine();
  const page = (await machine.start()).page();
  const found = await page.evaluate(() => {
    const all = Object(globalThis);
    const bridge = Object(window.balcao);
    try {
      bridge.secrets = { get: () => 'mine' };
    } catch {
      // frozen: in strict code the attempt throws
    }
    return {
      require: typeof all.require,
      process: typeof all.process,
      module: typeof all.module,
      frozen: Object.isFrozen(bridge),
      secrets: typeof bridge.secrets.set,
    };
  });
  expect(found).toEqual({
    require: 'undefined',
    process: 'undefined',
    module: 'undefined',
    frozen: true,
    secrets: 'function',
  });
});

test('CON-02 the window asks for context isolation and the sandbox', async () => {
  await using machine = new Machine();
  const { webPreferences } = await (await machine.start()).window();
  expect(webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  });
});

test('CON-02 a foreign page that got in is refused on every channel', async () => {
  await using machine = new Machine();
  await using site = await foreignSite();
  const desktop = await machine.start();
  await desktop.act('loadForeign', site.address);
  const page = desktop.page();
  await expect(page).toHaveTitle('foreign');
  await expect(call(page, (bridge) => bridge.secrets.get({ name: 'refreshToken' }))).rejects.toThrow(
    'desktop.foreignSender',
  );
  await expect(call(page, (bridge) => bridge.shell.openExternal({ url: 'https://example.com' }))).rejects.toThrow(
    'desktop.foreignSender',
  );
  await expect(call(page, (bridge) => bridge.app.info())).rejects.toThrow('desktop.foreignSender');
  expect(await desktop.asked('openedExternally')).toEqual([]);
});

test('CON-02 input outside the contract reaches no handler', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  for (const url of ['file:///etc/passwd', 'http://example.com', 'javascript:alert(1)', 'balcao://conversations/x']) {
    const opened = page.evaluate((given) => window.balcao?.shell.openExternal({ url: given }), url);
    await expect(opened).rejects.toThrow('desktop.inputInvalid');
  }
  await expect(call(page, (bridge) => bridge.tray.setState(Object('many')))).rejects.toThrow('desktop.inputInvalid');
  expect(await desktop.asked('openedExternally')).toEqual([]);
});

test('an https address goes to the system’s browser', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  await call(desktop.page(), (bridge) => bridge.shell.openExternal({ url: 'https://example.com/help' }));
  expect(await desktop.asked('openedExternally')).toEqual(['https://example.com/help']);
});

test('CON-02 the page cannot leave for another site, and stays as it is', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  await page.getByRole('textbox').fill('half a sentence');
  await page.getByText('sair daqui').click();
  await expect.poll(async () => (await desktop.window()).refusedNavigations).toEqual(['https://example.com/']);
  await expect(page.getByRole('textbox')).toHaveValue('half a sentence');
});

test('CON-02 no link opens a window: web addresses go to the system’s browser, anything else nowhere', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const page = desktop.page();
  await page.getByText('nova janela').click();
  await page.getByText('telefone simulado').click();
  const web = ['https://example.com/page?q=1', 'http://localhost:8090/phone'];
  await expect.poll(() => desktop.asked('openedExternally')).toEqual(web);
  await page.evaluate(() => void window.open('about:blank'));
  await page.evaluate(() => void window.open('data:text/html,strange'));
  await page.evaluate(() => void window.open('file:///etc/passwd'));
  await expect.poll(() => desktop.pages().length).toBe(1);
  expect(await desktop.asked('openedExternally')).toEqual(web);
});

test('CON-02 microphone and notifications are allowed to the console alone; camera and place to nobody', async () => {
  await using machine = new Machine();
  const desktop = await machine.start();
  const ask = (...args: unknown[]) => desktop.act('askPermission', ...args);
  const allowed = { requested: true, checked: true, device: false };
  const denied = { requested: false, checked: false, device: false };
  expect(await ask('media', 'app://balcao/', ['audio'])).toEqual(allowed);
  expect(await ask('notifications', 'app://balcao/')).toEqual(allowed);
  expect(await ask('media', 'app://balcao/', ['audio', 'video'])).toMatchObject({ requested: false });
  expect(await ask('geolocation', 'app://balcao/')).toEqual(denied);
  expect(await ask('clipboard-read', 'app://balcao/')).toEqual(denied);
  expect(await ask('media', 'https://example.com/', ['audio'])).toEqual(denied);
});

test('CON-02 the policy forbids code from text and connections to strangers', async () => {
  await using machine = new Machine();
  await using site = await foreignSite();
  const page = (await machine.start({ args: ['--server=http://127.0.0.1:9'] })).page();
  const outcome = await page.evaluate(async (address) => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.injected = "yes"';
    document.body.append(script);
    await fetch(address).catch(() => {});
    await fetch('http://127.0.0.1:9/').catch(() => {});
    return { violations, injected: document.documentElement.dataset.injected ?? 'no' };
  }, site.address);
  expect(outcome).toEqual({ violations: ['script-src-elem', 'connect-src'], injected: 'no' });
});
