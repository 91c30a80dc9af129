import type { WebContents } from 'electron';
import type { IpcHandlers } from '../ipc.ts';
import type { ZoomBy } from './applicationMenu.ts';
import type { SettingsStore } from './settings.ts';

/** The steps of browsers, which hands know. */
const STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The next step from where one stands; at either end it stays. */
export function nextZoom(factor: number, step: Parameters<ZoomBy>[0]): number {
  if (step === 'reset') return 1;
  if (step === 'in') return STEPS.find((candidate) => candidate > factor + 0.01) ?? 3;
  return STEPS.findLast((candidate) => candidate < factor - 0.01) ?? 0.5;
}

export function createZoom(
  contents: Pick<WebContents, 'setZoomFactor'>,
  settings: SettingsStore,
): { handlers: Pick<IpcHandlers, 'zoom.get' | 'zoom.set'>; zoomBy: ZoomBy } {
  const set = (zoomFactor: number) => {
    contents.setZoomFactor(zoomFactor);
    settings.change({ zoomFactor });
  };
  return {
    handlers: { 'zoom.get': () => settings.get().zoomFactor, 'zoom.set': ({ factor }) => set(factor) },
    zoomBy: (step) => set(nextZoom(settings.get().zoomFactor, step)),
  };
}
