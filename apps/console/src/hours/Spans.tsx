import { endsNextDay, type OpenSpan } from '@balcao/domain';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
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
  return (
    <div className={grid.spans}>
      {spans.length === 0 && <span className={grid.hint}>{t('company.closed')}</span>}
      {spans.map((span, index) => (
        <SpanFields
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name
          key={index}
          label={label}
          span={span}
          onChange={(next) => onChange(spans.with(index, next))}
          onRemove={() => onChange(spans.filter((_span, other) => other !== index))}
        />
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

type FieldsProps = {
  label: string;
  span: OpenSpan;
  onChange: (span: OpenSpan) => void;
  onRemove: () => void;
  /** What else there is to do with it, before it is removed. */
  children?: ReactNode;
};

/** One time from when to when. */
export function SpanFields({ label, span, onChange, onRemove, children }: FieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <span className={grid.span}>
      <input
        type="time"
        aria-label={t('company.from', { day: label })}
        value={span.from}
        onChange={(event) => onChange({ ...span, from: event.currentTarget.value || '00:00' })}
      />
      –
      <input
        type="time"
        aria-label={t('company.to', { day: label })}
        value={span.to === '24:00' ? '23:59' : span.to}
        onChange={(event) => onChange({ ...span, to: event.currentTarget.value || '23:59' })}
      />
      {endsNextDay(span) && <span className={grid.hint}>{t('company.nextDay')}</span>}
      {children}
      <IconButton size="s" icon={Trash2} label={t('company.removeSpan', { day: label })} onClick={onRemove} />
    </span>
  );
}

const EVENING = '23:00';

/** What is offered as one more: until the evening, or, where that is open already, until the day's first span begins. */
export function spanAfter(spans: readonly OpenSpan[]): OpenSpan {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return { from: '08:00', to: '18:00' };
  const isLate = endsNextDay(last) || last.to >= EVENING;
  const from = last.to === '24:00' ? '00:00' : last.to;
  return { from, to: isLate ? first.from : EVENING };
}
