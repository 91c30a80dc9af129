import { existsSync, mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Log } from './log.ts';
import { openSettings, shellLanguage } from './settings.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

test('what was changed is there at the next start, and no half-written file beside it', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'balcao-settings-'));
  const path = join(folder.path, 'settings.json');
  openSettings(path, silent).change({ serverAddress: 'https://balcao.example.com', zoomFactor: 1.25 });
  expect(openSettings(path, silent).get()).toMatchObject({
    serverAddress: 'https://balcao.example.com',
    zoomFactor: 1.25,
  });
  expect(readdirSync(folder.path)).toEqual(['settings.json']);
});

test.each(['{"zoomFactor":', '{"zoomFactor":99}', ''])(
  'a file with %j is moved aside and the defaults hold',
  (text) => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'balcao-settings-'));
    const path = join(folder.path, 'settings.json');
    writeFileSync(path, text);
    expect(openSettings(path, silent).get().zoomFactor).toBe(1);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${path}.broken`, 'utf8')).toBe(text);
  },
);

test('a setting of a later version does not cost the others', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'balcao-settings-'));
  const path = join(folder.path, 'settings.json');
  writeFileSync(path, JSON.stringify({ zoomFactor: 1.5, fromTheFuture: true }));
  expect(openSettings(path, silent).get().zoomFactor).toBe(1.5);
});

test('the shell speaks the chosen language, else the system’s, else Portuguese', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'balcao-settings-'));
  const store = openSettings(join(folder.path, 'settings.json'), silent);
  expect(shellLanguage(store.get(), 'es-AR')).toBe('es');
  expect(shellLanguage(store.get(), 'de-DE')).toBe('pt-BR');
  store.change({ language: 'en' });
  expect(shellLanguage(store.get(), 'es-AR')).toBe('en');
});
