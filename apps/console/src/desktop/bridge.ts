import type { DesktopBridge } from '@balcao/desktop/ipc';

declare global {
  interface Window {
    /** Given by the desktop's preload; absent in a browser. */
    readonly balcao?: DesktopBridge;
  }
}

/** The desktop around this console, `null` in a browser. */
export const desktop: DesktopBridge | null = window.balcao ?? null;
