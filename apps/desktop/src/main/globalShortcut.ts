/** The key that brings the desk forward from any program. None until the user chooses one: keys belong to them. */
import type { IpcHandlers } from '../ipc.ts';
import type { Electron } from './electron.ts';
import type { Log } from './log.ts';
import type { SettingsStore } from './settings.ts';

export function createGlobalShortcut(
  { globalShortcut }: Pick<Electron, 'globalShortcut'>,
  { settings, show, log }: { settings: SettingsStore; show: () => void; log: Log },
): Pick<IpcHandlers, 'shortcut.get' | 'shortcut.set'> {
  const kept = settings.get().shortcut;
  if (kept && !register(kept)) log.warn('the global shortcut is taken', { accelerator: kept });

  function register(accelerator: string): boolean {
    try {
      return globalShortcut.register(accelerator, show);
    } catch {
      return false; // Electron throws for what is no accelerator
    }
  }

  return {
    'shortcut.get': () => ({ accelerator: settings.get().shortcut }),
    'shortcut.set'({ accelerator }) {
      const former = settings.get().shortcut;
      if (accelerator === former) return { kind: 'set' };
      if (accelerator && !register(accelerator)) return { kind: 'taken' };
      if (former) globalShortcut.unregister(former);
      settings.change({ shortcut: accelerator });
      return { kind: 'set' };
    },
  };
}
