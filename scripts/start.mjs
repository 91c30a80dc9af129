// npm start: installs what is missing, builds the console, starts the server, opens the console.
import { spawn } from 'node:child_process';
import { ensureConsoleBuilt, ensureDesktopBuilt } from './builds.mjs';
import { ensureInstalled, ROOT, say, toolEnvironment } from './ground.mjs';

const args = process.argv.slice(2);
const READY = /Balcão is ready: (\S+)/;

try {
  await ensureInstalled();
  await ensureConsoleBuilt();
} catch (error) {
  say(error.message);
  process.exit(1);
}

const server = spawn('node', ['server/src/main.ts', ...args], {
  cwd: ROOT,
  env: toolEnvironment,
  stdio: ['ignore', 'pipe', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

let opened = args.includes('--no-open');
server.stdout.setEncoding('utf8');
server.stdout.on('data', (text) => {
  process.stdout.write(text);
  const address = READY.exec(text)?.[1];
  if (!address || opened) return;
  opened = true;
  open(address).catch((error) => say(`The console could not be opened (${error.message}); open ${address} yourself.`));
});

async function open(address) {
  const { desktopAvailable, openBrowser, openDesktop } = await import('../apps/desktop/src/launch.mjs');
  if (!desktopAvailable()) return openBrowser(address);
  await ensureDesktopBuilt();
  return openDesktop(address);
}
