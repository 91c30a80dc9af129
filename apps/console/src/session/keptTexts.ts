import type { TrustedDevice } from './keepingOf.ts';

/** Small texts that a page keeps by name: as much of `Storage` as a session needs. */
export type KeptTexts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * On the disk of a device that is trusted; else in this page alone, and what an earlier answer left on the disk goes
 * (SYNC-09). A page that is loaded again then knows nobody and asks to sign in.
 */
export function keptWhileTrusted(disk: KeptTexts, device: Pick<TrustedDevice, 'get'>): KeptTexts {
  const inPage = new Map<string, string>();
  return {
    getItem(name) {
      if (device.get()) return disk.getItem(name);
      disk.removeItem(name);
      return inPage.get(name) ?? null;
    },
    setItem(name, value) {
      if (device.get()) {
        inPage.delete(name);
        disk.setItem(name, value);
      } else {
        disk.removeItem(name);
        inPage.set(name, value);
      }
    },
    removeItem(name) {
      inPage.delete(name);
      disk.removeItem(name);
    },
  };
}
