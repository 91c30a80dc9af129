import { reloadSafely } from './beforeReload.ts';

/** Longer: somebody stares at a button. Shorter: on a slow line the old version comes again, and they press once more. */
const FETCHED_WITHIN_MS = 20_000;

/**
 * Starts the newest version that the server has. A plain reload would start the one that the service worker keeps for
 * offline, which is just the one that the server turned away.
 */
export async function loadNewest(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => undefined); // not reachable: what is here starts again
  const next = registration?.waiting ?? registration?.installing;
  if (!next || !(await isFetched(next))) return reloadSafely();
  navigator.serviceWorker.addEventListener('controllerchange', reloadSafely, { once: true });
  next.postMessage({ type: 'SKIP_WAITING' });
}

function isFetched(worker: ServiceWorker): Promise<boolean> {
  if (worker.state !== 'installing') return Promise.resolve(worker.state === 'installed');
  return new Promise((resolve) => {
    const tooLate = setTimeout(() => resolve(false), FETCHED_WITHIN_MS);
    worker.addEventListener('statechange', () => {
      clearTimeout(tooLate);
      resolve(worker.state === 'installed');
    });
  });
}
