import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Whether the contact panel stands beside the thread, kept on this device. */
export const usePanel = create<{ isOpen: boolean; setOpen: (isOpen: boolean) => void }>()(
  persist((set) => ({ isOpen: true, setOpen: (isOpen) => set({ isOpen }) }), { name: 'balcao.contactPanel' }),
);
