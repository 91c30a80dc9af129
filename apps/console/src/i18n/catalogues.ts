import type { Language } from '@balcao/domain';
import type { BackendModule, ResourceKey } from 'i18next';

/** One chunk a file, fetched when its language is used; the service worker keeps all of them for offline use. */
const FILES = import.meta.glob<ResourceKey>('../../../../resources/messages/*/*.json', { import: 'default' });
const FOLDER = '../../../../resources/messages';

export const AREA_NAMES: readonly string[] = Object.keys(FILES)
  .filter((path) => path.startsWith(`${FOLDER}/pt-BR/`))
  .map((path) => path.slice(`${FOLDER}/pt-BR/`.length, -'.json'.length));

async function loadArea(language: Language, area: string): Promise<ResourceKey> {
  const load = FILES[`${FOLDER}/${language}/${area}.json`];
  if (!load) throw new Error(`no catalogue ${language}/${area}`);
  return load();
}

/** Hands the catalogues to i18next. */
export const cataloguesBackend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, area, done) => {
    // i18next knows languages as text only; it was given ours (supportedLngs).
    loadArea(language as Language, area).then(
      (words) => done(null, words),
      (error: Error) => done(error, null),
    );
  },
};
