// Builds what a start needs, and only when its sources changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, say } from './ground.mjs';

const CONSOLE_SOURCES = [
  'apps/console',
  'packages/domain',
  'packages/calendar',
  'packages/replica',
  'resources',
  'package-lock.json',
];
const DESKTOP_SOURCES = [...CONSOLE_SOURCES, 'apps/desktop', 'electron.vite.config.ts'];

function fingerprint(sources) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path);
    if (!stat.isDirectory()) return hash.update(`${path}:${stat.size}:${stat.mtimeMs}\n`);
    for (const name of readdirSync(path).sort()) {
      if (name !== 'node_modules' && name !== 'dist' && name !== 'out') visit(join(path, name));
    }
  };
  for (const source of sources) visit(join(ROOT, source));
  return hash.digest('hex');
}

async function ensureBuilt(what, sources, folder, command, args) {
  const stamp = join(ROOT, folder, '.sources');
  const now = fingerprint(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  say(`Building ${what} …`);
  const code = await run(command, args, { quiet: true });
  if (code !== 0)
    throw new Error(`Building ${what} failed (code ${code}); run \`${command} ${args.join(' ')}\` to see why.`);
  writeFileSync(stamp, now);
}

/** What the server serves: the console, the widget that companies put on their own sites, and the booking page. */
export async function ensureConsoleBuilt() {
  await buildConsole();
  await buildSmall('the web chat', 'apps/webchat');
  await buildSmall('the booking page', 'apps/booking');
}

const buildSmall = (what, app) =>
  ensureBuilt(what, [app, 'resources/messages', 'package-lock.json'], `${app}/dist`, 'vite', [
    'build',
    app,
    '--logLevel',
    'warn',
  ]);

const buildConsole = () =>
  ensureBuilt('the console', CONSOLE_SOURCES, 'apps/console/dist', 'vite', [
    'build',
    'apps/console',
    '--logLevel',
    'warn',
  ]);

export const ensureDesktopBuilt = () =>
  ensureBuilt('the desktop shell', DESKTOP_SOURCES, 'out', 'electron-vite', ['build', '--logLevel', 'warn']);
