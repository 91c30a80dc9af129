// What every command stands on: the dependencies, Node 24 and a browser, brought when they are missing.
// Free of dependencies and plain JavaScript: it runs on the machine's own Node (20 or newer) before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BIN = join(ROOT, 'node_modules', '.bin');

/**
 * The environment in which every tool of ours runs: node_modules/.bin first, where `node` is Node 24. What that compiled is
 * kept for the next time, which halves what a server needs to load (1.4 s of processor, then 0.7).
 */
export const toolEnvironment = {
  ...process.env,
  PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
  NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'node'),
};

export const say = (line) => process.stdout.write(`${line}\n`);

/** Runs a command to its end, its output shown. @returns its exit code; a signal counts as 1. */
export function run(command, args, { env = toolEnvironment, cwd = ROOT, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** The same with what it says held back. @returns its exit code, and all that it said. */
export function runHeld(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: toolEnvironment, shell: process.platform === 'win32' });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Installs exactly what package-lock.json names, unless that very lock file was installed already. */
export async function ensureInstalled() {
  const stamp = join(ROOT, 'node_modules', '.installed-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing dependencies (first start, or the lock file changed) …');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env: process.env });
  if (code !== 0) {
    throw new Error(
      `npm ci ended with code ${code}. Check the network and free disk space, then run the command again.`,
    );
  }
  writeFileSync(stamp, lock);
}

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const BROWSERS_ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns the path of an installed Chromium or Chrome, or null. */
export function findBrowser() {
  if (process.env.BALCAO_BROWSER) return process.env.BALCAO_BROWSER;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of BROWSERS) {
      const path = join(folder, name);
      if (folder && existsSync(path)) return path;
    }
  }
  return BROWSERS_ELSEWHERE.find((path) => existsSync(path)) ?? null;
}

/**
 * A Chromium for the tests: the installed one, else Debian's package (as root), else Playwright's own build.
 * @returns its path, or null when Playwright's own is to be used.
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium from Debian …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env, quiet: true });
    await run('apt-get', ['install', '-y', '-qq', 'chromium'], { env, quiet: true });
    const installed = findBrowser();
    if (installed) return installed;
  }
  say('Installing Playwright’s Chromium …');
  const code = await run('playwright', ['install', 'chromium']);
  if (code !== 0)
    throw new Error('No Chromium could be had. Install Chrome or Chromium, or set BALCAO_BROWSER to its path.');
  return null;
}
