import { create } from 'zustand';
import { persist } from 'zustand/middleware';

type ShortcutSettings = { singleKeys: boolean; setSingleKeys(singleKeys: boolean): void };

/** Of this device: who dictates or uses a screen reader switches single letters off (WCAG 2.1.4). */
export const useShortcutSettings = create<ShortcutSettings>()(
  persist(
    (set) => ({
      singleKeys: true,
      setSingleKeys: (singleKeys) => set({ singleKeys }),
    }),
    { name: 'balcao.shortcuts' },
  ),
);
