import type { Language } from '@balcao/domain';

const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "1,2 MB", in the reader's way of writing numbers. Steps of 1,000, as file managers count. */
export function fileSize(bytes: number, language: Language): string {
  const step = Math.min(STEPS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const unit = STEPS[step] ?? 'byte';
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    // Short, it is "927 byte" in English and "927 B" in Spanish.
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step);
}
