/** The built main and preload with a small page of our own in the console's place, in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whyNoElectron } from './whyNoElectron.ts';

export const REPOSITORY = join(import.meta.dirname, '../../..');
/** Where the folder is, for the workers: they inherit the environment of the global set-up. */
const VARIABLE = 'BALCAO_DESKTOP_UNDER_TEST';
/** Set by whoever has just built out/: building again would double the time of a short run. */
const ALREADY_BUILT = 'BALCAO_DESKTOP_BUILT';

/** A page of our own, because the console would take the events and set the tray while a test looks at them. */
function assemble(): string {
  const folder = mkdtempSync(join(tmpdir(), 'balcao-shell-'));
  for (const part of ['main', 'preload', 'icons']) {
    cpSync(join(REPOSITORY, 'out', part), join(folder, 'out', part), { recursive: true });
  }
  cpSync(join(import.meta.dirname, 'page'), join(folder, 'out/renderer'), { recursive: true });
  const manifest = { name: 'balcao', version: '0.1.0', type: 'module', main: 'out/main/index.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

export function builtShell(): string {
  const folder = process.env[VARIABLE];
  if (!folder) throw new Error('the shell was not built: run these tests with apps/desktop/playwright.config.ts');
  return folder;
}

function build(): void {
  const electronVite = join(REPOSITORY, 'node_modules/electron-vite/bin/electron-vite.js');
  execFileSync(process.execPath, [electronVite, 'build', '--logLevel', 'error'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export default function setUp(): () => void {
  if (!process.env[ALREADY_BUILT]) build();
  // Said once and aloud: a list of dashes tells nobody what was not tried.
  const notHere = whyNoElectron();
  if (notHere) process.stdout.write(`The suite for Electron itself is skipped: ${notHere}\n`);
  const folder = assemble();
  process.env[VARIABLE] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
