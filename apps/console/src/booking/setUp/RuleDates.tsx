import { newRowId } from '@balcao/replica';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { TextField } from '../../design/TextField.tsx';
import { Spans } from '../../hours/index.ts';
import type { AppointmentType } from '../agenda.ts';
import screen from '../CalendarScreen.module.css';
import { ConditionFields, ConditionsButton, ConditionsChip } from './ConditionFields.tsx';
import { type Dated, UNCONDITIONAL } from './hours.ts';

type Props = {
  dates: readonly Dated[];
  types: readonly AppointmentType[];
  onChange: (dates: readonly Dated[]) => void;
};

/** Days that differ from the week; without a time it is shut. */
export function RuleDates({ dates, types, onChange }: Props) {
  const { t } = useTranslation('booking');
  const [open, setOpen] = useState('');
  const change = (id: string, part: Partial<Dated>) =>
    onChange(dates.map((each) => (each.id === id ? { ...each, ...part } : each)));
  return (
    <fieldset className={screen.set}>
      <legend className={screen.legend}>{t('setUp.dates')}</legend>
      {dates.map(({ id, date, spans, conditions }) => (
        <div key={id} className={screen.state}>
          <TextField
            hideLabel
            type="date"
            label={t('form.date')}
            value={date}
            onChange={(event) => change(id, { date: event.currentTarget.value })}
          />
          <Spans label={date} spans={spans} onChange={(next) => change(id, { spans: next })} />
          <ConditionsChip conditions={conditions} types={types} />
          <ConditionsButton
            of={date}
            panelId={`conditions-${id}`}
            isOpen={open === id}
            onToggle={() => setOpen(open === id ? '' : id)}
          />
          <IconButton
            icon={Trash2}
            label={t('setUp.removeDate', { date })}
            onClick={() => onChange(dates.filter((each) => each.id !== id))}
          />
          {open === id && (
            <ConditionFields
              id={`conditions-${id}`}
              of={date}
              conditions={conditions}
              types={types}
              hasValidity={conditions.validFrom !== '' || conditions.validUntil !== ''}
              onChange={(next) => change(id, { conditions: next })}
            />
          )}
        </div>
      ))}
      <div>
        <Button
          icon={Plus}
          onClick={() => onChange([...dates, { id: newRowId(), date: '', spans: [], conditions: UNCONDITIONAL }])}
        >
          {t('setUp.addDate')}
        </Button>
      </div>
    </fieldset>
  );
}
