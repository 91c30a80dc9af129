import type { IpcHandlers } from '../ipc.ts';
import type { Electron } from './electron.ts';
import type { SettingsStore } from './settings.ts';

/** Which dictionaries underline words. macOS chooses by what is typed and ignores a list. */
export function createSpellcheck(
  { session }: Pick<Electron, 'session'>,
  { settings, platform }: { settings: SettingsStore; platform: NodeJS.Platform },
): Pick<IpcHandlers, 'spellcheck.get' | 'spellcheck.set'> {
  const { defaultSession } = session;
  /** Electron throws for a language that it has no dictionary for. */
  const apply = (languages: readonly string[]) => {
    if (platform === 'darwin') return;
    const known = languages.filter((language) => defaultSession.availableSpellCheckerLanguages.includes(language));
    defaultSession.setSpellCheckerLanguages(known);
  };
  const kept = settings.get().spellcheckLanguages;
  if (kept) apply(kept);
  return {
    'spellcheck.get': () => ({
      selected: platform === 'darwin' ? [] : defaultSession.getSpellCheckerLanguages(),
      available: defaultSession.availableSpellCheckerLanguages,
    }),
    'spellcheck.set'({ languages }) {
      apply(languages);
      settings.change({ spellcheckLanguages: languages });
    },
  };
}
