import { useTranslation } from 'react-i18next';
import { useCommand } from '../keyboard/index.ts';
import { useAppearance } from '../settings/index.ts';

/** How the console looks, through the palette. */
export function useViewCommands(): void {
  const { t } = useTranslation('shell');
  const set = useAppearance((state) => state.set);
  const look = { group: 'view', words: t('look.words') } as const;
  useCommand({ ...look, id: 'view.dark', title: t('look.dark'), run: () => set({ theme: 'dark' }) });
  useCommand({ ...look, id: 'view.light', title: t('look.light'), run: () => set({ theme: 'light' }) });
}
