import { desktopAvailable, desktopBinary } from '../src/launch.mjs';

/** Why the suite for Electron itself cannot run on this machine, in words; null where it can. */
export function whyNoElectron(): string | null {
  if (desktopAvailable()) return null;
  return desktopBinary()
    ? 'Electron cannot open a window here (no screen, or run by root).'
    : 'Electron’s binary is not on this machine ("npx install-electron" brings it).';
}
