import { WEEKDAYS } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../design/IconButton.tsx';
import { dayName, SpanFields, spanAfter } from '../../hours/index.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import type { AppointmentType } from '../agenda.ts';
import { ConditionFields, ConditionsButton, ConditionsChip } from './ConditionFields.tsx';
import styles from './Conditions.module.css';
import { isConditional, type Row, UNCONDITIONAL, type WeekRows } from './hours.ts';

type Props = { week: WeekRows; types: readonly AppointmentType[]; onChange: (week: WeekRows) => void };

/** From when to when each day of the week is open; a time may be opened to say on what it depends. */
export function RuleWeek({ week, types, onChange }: Props) {
  const language = useLanguage();
  return (
    <div className={styles.rows}>
      {WEEKDAYS.map((day, index) => (
        <Day
          key={day}
          name={dayName(index, language)}
          rows={week[day]}
          types={types}
          onChange={(rows) => onChange({ ...week, [day]: rows })}
        />
      ))}
    </div>
  );
}

type DayProps = {
  name: string;
  rows: readonly Row[];
  types: readonly AppointmentType[];
  onChange: (rows: readonly Row[]) => void;
};

function Day({ name, rows, types, onChange }: DayProps) {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState('');
  const change = (id: string, part: Partial<Row>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <div className={styles.row}>
      <span className={styles.head}>
        <span className={styles.day}>{name}</span>
        <IconButton
          size="s"
          icon={Plus}
          label={t('company.addSpan', { day: name })}
          onClick={() =>
            onChange([
              ...rows,
              { id: newRowId(), span: spanAfter(rows.map(({ span }) => span)), conditions: UNCONDITIONAL },
            ])
          }
        />
      </span>
      <div className={styles.spans}>
        {rows.length === 0 && <span className={styles.hint}>{t('company.closed')}</span>}
        {rows.map(({ id, span, conditions }) => {
          const of = `${name}, ${span.from}–${span.to}`;
          const panelId = `conditions-${id}`;
          const isOpen = open === id;
          return (
            <div key={id} className={styles.time} data-whole={isOpen || isConditional(conditions) || undefined}>
              <SpanFields
                label={name}
                span={span}
                onChange={(next) => change(id, { span: next })}
                onRemove={() => onChange(rows.filter((row) => row.id !== id))}
              >
                <ConditionsButton
                  of={of}
                  panelId={panelId}
                  isOpen={isOpen}
                  onToggle={() => setOpen(isOpen ? '' : id)}
                />
              </SpanFields>
              <ConditionsChip conditions={conditions} types={types} />
              {isOpen && (
                <ConditionFields
                  hasValidity
                  id={panelId}
                  of={of}
                  conditions={conditions}
                  types={types}
                  onChange={(next) => change(id, { conditions: next })}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
