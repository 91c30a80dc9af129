/** What a queue says to contacts by itself: its own words, with values at `{names}` (QUE-07, QUE-09). Pure. */
import type { Language } from '../languages.ts';

export const CONTACT_WORDS = ['position', 'hours', 'abandoned', 'rating'] as const;
export type ContactWords = (typeof CONTACT_WORDS)[number];

/** The names that each may use. */
export const WORD_VALUES = {
  position: ['position', 'wait', 'protocol'],
  hours: ['opens', 'protocol'],
  abandoned: ['protocol'],
  rating: ['protocol'],
} as const satisfies Record<ContactWords, readonly string[]>;

/** A name that is not known stays as it is written: a mistake that its author sees. */
export const fillWords = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** A length of time as one says it on the phone: `3 minutos`, `2 horas`. Rounded up: nobody minds being early. */
export function waitInWords(waitMs: number, language: Language): string {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  const [value, unit] = minutes < 90 ? [minutes, 'minute'] : [Math.ceil(minutes / 60), 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** When it opens: `segunda-feira, 23 de novembro, 08:00`. On the company's wall clock. */
export const openingInWords = (at: number, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
