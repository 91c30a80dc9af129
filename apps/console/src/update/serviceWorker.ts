import { Workbox } from 'workbox-window';
import { create } from 'zustand';
import { desktop } from '../desktop/index.ts';
import { reloadSafely } from './beforeReload.ts';

/** Lower: needless requests. Higher: a console that stays open for days runs yesterday's code. */
const CHECK_MS = 30 * 60_000;

type Update = {
  /** A newer version is loaded and waits. */
  ready: boolean;
  /** Starts it; drafts are written first. */
  apply: () => void;
};

export const useUpdate = create<Update>()(() => ({ ready: false, apply: () => undefined }));

/**
 * Keeps the console's files on this device, so that it opens while the server is away (docs/decisions/0041).
 *
 * A new version never takes over by itself: it waits until somebody presses, since a page half of one version and half
 * of another breaks, and a reload in mid-sentence is rude. The desktop brings its files along and needs none of this.
 */
export function keepForOffline(): void {
  if (desktop || !('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const worker = new Workbox('/sw.js');

  worker.addEventListener('waiting', () => {
    useUpdate.setState({
      ready: true,
      apply: () => {
        worker.addEventListener('controlling', reloadSafely);
        worker.messageSkipWaiting();
      },
    });
  });

  // A browser that allows no worker opens the console only while the server is there.
  void worker.register().catch(() => undefined);
  setInterval(() => void worker.update().catch(() => undefined), CHECK_MS); // offline there is nothing to learn
}
