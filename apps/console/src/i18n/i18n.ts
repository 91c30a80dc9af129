import { LANGUAGES, type Language } from '@balcao/domain';
import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { AREA_NAMES, cataloguesBackend } from './catalogues.ts';

/** Loads all words of `language` before the first screen, so that no key is ever seen. */
export async function startI18n(language: Language): Promise<void> {
  await i18next
    .use(new ICU())
    .use(cataloguesBackend)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: [...LANGUAGES],
      // The languages are complete (catalogues.test.ts): a second one would only be loaded for nothing.
      fallbackLng: false,
      ns: AREA_NAMES,
      defaultNS: 'shell',
      interpolation: { escapeValue: false }, // React escapes
      react: { useSuspense: false },
    });
  document.documentElement.lang = language;
}

/** Changes the words of the whole console at once; resolves when they are here. */
export async function speak(language: Language): Promise<void> {
  if (i18next.language === language) return;
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
