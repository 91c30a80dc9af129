import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { desktopBinary, openBrowser } from './launch.mjs';

test('an installed package without its binary is no desktop', () => {
  using root = mkdtempDisposableSync(join(tmpdir(), 'balcao-launch-'));
  mkdirSync(join(root.path, 'node_modules/electron'), { recursive: true });
  expect(desktopBinary(root.path, {})).toBeNull();
});

test('the binary is found where the package says it is', () => {
  using root = mkdtempDisposableSync(join(tmpdir(), 'balcao-launch-'));
  const folder = join(root.path, 'node_modules/electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'path.txt'), 'electron');
  expect(desktopBinary(root.path, {})).toBeNull();
  writeFileSync(join(folder, 'dist/electron'), '');
  expect(desktopBinary(root.path, {})).toBe(join(folder, 'dist/electron'));
});

test('a named binary that is not there is none', () => {
  expect(desktopBinary('/', { ELECTRON_EXEC_PATH: '/no/such/electron' })).toBeNull();
});

test.runIf(process.platform === 'linux')('without a screen no browser is asked, and nothing fails', async () => {
  expect(await openBrowser('http://localhost:8080', {})).toBe(false);
});

test('only web addresses go to the browser', async () => {
  expect(await openBrowser('file:///etc/passwd')).toBe(false);
});
