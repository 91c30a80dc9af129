import type { Language } from '@balcao/domain';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

type ChosenLanguage = {
  /** `null`: as the user or the browser says. */
  language: Language | null;
  choose(language: Language | null): void;
};

/** The language that was chosen on this device. */
export const useChosenLanguage = create<ChosenLanguage>()(
  persist(
    (set) => ({
      language: null,
      choose: (language) => set({ language }),
    }),
    { name: 'balcao.language' },
  ),
);
