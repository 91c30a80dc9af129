import { endsNextDay, type OpenSpan } from '@balcao/domain';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../design/IconButton.tsx';
import grid from './Hours.module.css';

/** From when to when a day is open; none is closed. */
export function Spans({
  label,
  spans,
  onChange,
}: {
  label: string;
  spans: readonly OpenSpan[];
  onChange: (spans: OpenSpan[]) => void;
}) {
  const { t } = useTranslation('settings');
  const set = (at: number, change: Partial<OpenSpan>) =>
    onChange(spans.map((span, index) => (index === at ? { ...span, ...change } : span)));
  return (
    <div className={grid.spans}>
      {spans.length === 0 && <span className={grid.hint}>{t('company.closed')}</span>}
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name
        <span key={index} className={grid.span}>
          <input
            type="time"
            aria-label={t('company.from', { day: label })}
            value={span.from}
            onChange={(event) => set(index, { from: event.currentTarget.value || '00:00' })}
          />
          –
          <input
            type="time"
            aria-label={t('company.to', { day: label })}
            value={span.to === '24:00' ? '23:59' : span.to}
            onChange={(event) => set(index, { to: event.currentTarget.value || '23:59' })}
          />
          {endsNextDay(span) && <span className={grid.hint}>{t('company.nextDay')}</span>}
          <IconButton
            size="s"
            icon={Trash2}
            label={t('company.removeSpan', { day: label })}
            onClick={() => onChange(spans.filter((_span, other) => other !== index))}
          />
        </span>
      ))}
      <IconButton
        size="s"
        icon={Plus}
        label={t('company.addSpan', { day: label })}
        onClick={() => onChange([...spans, spanAfter(spans)])}
      />
    </div>
  );
}

const EVENING = '23:00';

/** What is offered as one more: until the evening, or, where that is open already, until the day's first span begins. */
function spanAfter(spans: readonly OpenSpan[]): OpenSpan {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return { from: '08:00', to: '18:00' };
  const isLate = endsNextDay(last) || last.to >= EVENING;
  const from = last.to === '24:00' ? '00:00' : last.to;
  return { from, to: isLate ? first.from : EVENING };
}
