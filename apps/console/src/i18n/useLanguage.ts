import { LANGUAGES, type Language } from '@balcao/domain';
import { useTranslation } from 'react-i18next';

/** The language on screen, for Intl. Re-renders when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return LANGUAGES.find((language) => language === i18n.language) ?? 'pt-BR';
}
