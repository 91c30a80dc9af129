import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { desktop } from '../desktop/index.ts';

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
      notifications: desktop !== null, // a browser wants to be asked first
      preview: true,
      set: (change) => set(change),
    }),
    { name: 'balcao.attention' },
  ),
);
