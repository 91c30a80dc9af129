import en from '../../../resources/messages/en/webchat.json';
import es from '../../../resources/messages/es/webchat.json';
import pt from '../../../resources/messages/pt-BR/webchat.json';

export type Words = typeof pt;

/** The language of the script's own attribute, else of the page, else of the browser; Portuguese where none is ours. */
export function wordsFor(asked: readonly (string | null | undefined)[]): { words: Words; language: string } {
  for (const tag of asked) {
    const language = tag?.toLowerCase().split('-')[0];
    if (language === 'pt') return { words: pt, language: 'pt-BR' };
    if (language === 'en') return { words: en, language: 'en' };
    if (language === 'es') return { words: es, language: 'es' };
  }
  return { words: pt, language: 'pt-BR' };
}
