import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const THEMES = ['system', 'light', 'dark'] as const;
export const CONTRASTS = ['system', 'normal', 'more'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;

/** How the console looks on this device. public/appearance.js reads the same before the first paint. */
type Appearance = {
  theme: (typeof THEMES)[number];
  contrast: (typeof CONTRASTS)[number];
  density: (typeof DENSITIES)[number];
  set(change: Partial<Pick<Appearance, 'theme' | 'contrast' | 'density'>>): void;
};

export const useAppearance = create<Appearance>()(
  persist(
    (set) => ({
      theme: 'system',
      contrast: 'system',
      density: 'comfortable',
      set: (change) => set(change),
    }),
    { name: 'balcao.appearance' },
  ),
);

type Look = { theme: 'light' | 'dark'; contrast: 'normal' | 'more'; density: Appearance['density'] };

/** What `system` comes to. */
export function lookOf(
  { theme, contrast, density }: Pick<Appearance, 'theme' | 'contrast' | 'density'>,
  system: { dark: boolean; moreContrast: boolean },
): Look {
  return {
    theme: theme === 'system' ? (system.dark ? 'dark' : 'light') : theme,
    contrast: contrast === 'system' ? (system.moreContrast ? 'more' : 'normal') : contrast,
    density,
  };
}

/** Keeps `<html>` in step with the choice and with the system's. For the life of the page. */
export function followAppearance(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const moreContrast = matchMedia('(prefers-contrast: more)');
  const apply = () => {
    const look = lookOf(useAppearance.getState(), { dark: dark.matches, moreContrast: moreContrast.matches });
    Object.assign(document.documentElement.dataset, look);
  };
  apply();
  useAppearance.subscribe(apply);
  dark.addEventListener('change', apply);
  moreContrast.addEventListener('change', apply);
}
