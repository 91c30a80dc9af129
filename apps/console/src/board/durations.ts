import type { Language } from '@balcao/domain';

type Unit = 'second' | 'minute' | 'hour' | 'day';

/** A length of time as a figure shows it: `12 s`, `1 min 38 s`, `2 h 5 min`. */
export function durationInWords(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const say = (value: number, unit: Unit) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (seconds < 60) return say(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  const two = (first: string, rest: number, unit: Unit) => (rest === 0 ? first : `${first} ${say(rest, unit)}`);
  if (minutes < 60) return two(say(minutes, 'minute'), seconds % 60, 'second');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return two(say(hours, 'hour'), minutes % 60, 'minute');
  return two(say(Math.floor(hours / 24), 'day'), hours % 24, 'hour');
}

export const shareInWords = (share: number | null, language: Language): string =>
  share === null ? '–' : share.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });

export const timeOrNone = (ms: number | null, language: Language): string =>
  ms === null ? '–' : durationInWords(ms, language);
