/** Starting with the machine, hidden in the tray. Electron knows how on Windows and macOS; on Linux it is a file. */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IpcHandlers } from '../ipc.ts';
import type { Electron } from './electron.ts';

export const HIDDEN_SWITCH = '--hidden';

type LoginHandlers = Pick<IpcHandlers, 'startAtLogin.get' | 'startAtLogin.set'>;

/** @param command how this program is started: the executable, then its arguments. */
export function createStartAtLogin(
  { app }: Pick<Electron, 'app'>,
  { platform, command }: { platform: NodeJS.Platform; command: readonly [string, ...string[]] },
): LoginHandlers {
  if (platform === 'linux')
    return byAutostartFile(join(app.getPath('appData'), 'autostart', 'balcao.desktop'), command);
  const [path, ...args] = command;
  const entry = { path, args: [...args, HIDDEN_SWITCH] };
  return {
    'startAtLogin.get': () => ({ on: app.getLoginItemSettings(entry).openAtLogin }),
    'startAtLogin.set': ({ on }) => app.setLoginItemSettings({ ...entry, openAtLogin: on }),
  };
}

/** Source: freedesktop.org, Desktop Application Autostart Specification. `appData` is $XDG_CONFIG_HOME there. */
function byAutostartFile(file: string, command: readonly string[]): LoginHandlers {
  return {
    'startAtLogin.get': () => ({ on: statSync(file, { throwIfNoEntry: false }) !== undefined }),
    'startAtLogin.set'({ on }) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, autostartEntry([...command, HIDDEN_SWITCH]));
    },
  };
}

/** Quoted as the Desktop Entry Specification's "Exec key" says: `"`, backtick, `$` and `\` are escaped, `%` doubled. */
export function autostartEntry(command: readonly string[]): string {
  const quoted = command.map((part) => `"${part.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`);
  // The whole value is then escaped once more: a backslash in a desktop file's string stands as two.
  const exec = quoted.join(' ').replaceAll('\\', '\\\\');
  return ['[Desktop Entry]', 'Type=Application', 'Name=Balcão', `Exec=${exec}`, 'Terminal=false', ''].join('\n');
}
