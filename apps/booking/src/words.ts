import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import en from '../../../resources/messages/en/bookingPage.json';
import es from '../../../resources/messages/es/bookingPage.json';
import pt from '../../../resources/messages/pt-BR/bookingPage.json';

const CATALOGUES = { 'pt-BR': pt, es, en };
export type Language = keyof typeof CATALOGUES;
export type Word = keyof typeof pt;

/** As people call them, each in its own words. */
export const LANGUAGES: readonly { language: Language; name: string }[] = [
  { language: 'pt-BR', name: 'Português' },
  { language: 'es', name: 'Español' },
  { language: 'en', name: 'English' },
];

/** The first of the tags that is a language of ours. */
export function languageOf(tags: readonly (string | null)[]): Language | null {
  for (const tag of tags) {
    const [bare] = tag?.toLowerCase().split('-') ?? [];
    const known = LANGUAGES.find(({ language }) => language.toLowerCase().split('-')[0] === bare);
    if (known) return known.language;
  }
  return null;
}

export const LanguageContext = createContext<Language>('pt-BR');

export type Say = (word: Word, values?: Record<string, string | number>) => string;

export function useWords(): { say: Say; language: Language } {
  const language = useContext(LanguageContext);
  const say: Say = (word, values = {}) =>
    CATALOGUES[language][word].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
  return { say, language };
}
