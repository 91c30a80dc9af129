import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What may draw attention on this device. */
type AttentionSettings = {
  sound: boolean;
  notifications: boolean;
  /** Message text in notifications; off, only that somebody wrote. */
  preview: boolean;
  set(change: Partial<Pick<AttentionSettings, 'sound' | 'notifications' | 'preview'>>): void;
};

export const useAttentionSettings = create<AttentionSettings>()(
  persist(
    (set) => ({
      sound: true,
      notifications: false, // a browser wants to be asked; the desktop switches it on (attention/notify.ts)
      preview: true,
      set: (change) => set(change),
    }),
    { name: 'balcao.attention' },
  ),
);
