import { useCallback } from 'react';
import { useFromNow } from '../i18n/clock.ts';
import { exactTime, type TimeStyle, timeInWords } from '../i18n/timeInWords.ts';
import { useLanguage } from '../i18n/useLanguage.ts';

type Props = {
  /** Epoch ms. */
  at: number;
  style?: TimeStyle;
  className?: string | undefined;
};

/** A time as people say it, kept current by the one clock; the exact one on hover. */
export function Time({ at, style = 'list', className }: Props) {
  const language = useLanguage();
  const words = useFromNow(useCallback((now) => timeInWords(at, now, style, language), [at, style, language]));
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at, language)} className={className}>
      {words}
    </time>
  );
}
