/**
 * Opens the console for a person: in the desktop where Electron's binary is, in the browser otherwise.
 * Without dependencies and without types to strip: scripts/start.mjs imports it under whatever Node the machine has.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
/** A browser that cannot start says so within this time; one that can, goes on. */
const FAILS_WITHIN_MS = 1_500;

/**
 * Electron's binary, null where there is none. Reads what the npm package left behind and never downloads:
 * requiring the package itself would.
 * @returns {string | null} absolute path
 */
export function desktopBinary(root = ROOT, environment = process.env) {
  if (environment.ELECTRON_EXEC_PATH) return existing(environment.ELECTRON_EXEC_PATH);
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const dist = environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  return existing(join(dist, readFileSync(pathFile, 'utf8').trim()));
}

/** Whether `openDesktop` can work here once out/ is built: the binary, a screen, and not root, as whom Electron refuses. */
export function desktopAvailable(root = ROOT, environment = process.env) {
  if (process.platform === 'linux' && (process.getuid?.() === 0 || !hasScreen(environment))) return false;
  return desktopBinary(root, environment) !== null;
}

/**
 * Starts the built desktop on its own; it outlives the caller.
 * @param {string} server address of the server that its console shall use
 * @returns {Promise<boolean>} false: it did not start, try the browser
 */
export function openDesktop(server, root = ROOT) {
  const binary = desktopBinary(root);
  if (!binary) return Promise.resolve(false);
  return started(binary, [root, `--server=${new URL(server).origin}`]);
}

/**
 * Shows an address in the person's browser. Never fails: on a machine without a screen there is nothing to show.
 * @param {string} address http or https
 * @returns {Promise<boolean>} whether a browser was asked
 */
export function openBrowser(address, environment = process.env) {
  const { protocol, href } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return Promise.resolve(false);
  if (process.platform === 'darwin') return started('open', [href]);
  // `start` takes its first quoted argument for a title; & would end the command in cmd.
  if (process.platform === 'win32') return started('cmd', ['/c', 'start', '""', href.replaceAll('&', '^&')]);
  return hasScreen(environment) ? started('xdg-open', [href]) : Promise.resolve(false);
}

/** @param {string} path */
const existing = (path) => (existsSync(path) ? path : null);
/** @param {NodeJS.ProcessEnv} environment */
const hasScreen = ({ DISPLAY, WAYLAND_DISPLAY }) => Boolean(DISPLAY || WAYLAND_DISPLAY);

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<boolean>} false: it could not start, or ended at once with a fault
 */
function started(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore', windowsVerbatimArguments: true });
    const timer = setTimeout(() => {
      child.unref();
      resolve(true);
    }, FAILS_WITHIN_MS);
    const end = (/** @type {boolean} */ worked) => {
      clearTimeout(timer);
      resolve(worked);
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}
