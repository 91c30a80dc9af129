import type { HoursException } from '@balcao/domain';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { TextField } from '../design/TextField.tsx';
import grid from './Hours.module.css';
import { NationalHolidays } from './NationalHolidays.tsx';
import { Spans } from './Spans.tsx';

type Props = { dates: readonly HoursException[]; onChange: (dates: HoursException[]) => void };

/** Dates that differ from the week: holidays, and days with hours of their own. */
export function Dates({ dates, onChange }: Props) {
  const { t } = useTranslation('settings');
  const setDate = (at: number, change: Partial<HoursException>) =>
    onChange(dates.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <div className={grid.rows}>
      {dates.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a date that is being typed has no name of its own yet
        <div key={index} className={grid.date}>
          <TextField
            hideLabel
            type="date"
            label={t('company.date')}
            value={each.date}
            onChange={(event) => setDate(index, { date: event.currentTarget.value })}
          />
          <TextField
            hideLabel
            label={t('company.dateName')}
            className={grid.dateName}
            placeholder={t('company.dateName')}
            maxLength={80}
            value={each.name}
            onChange={(event) => setDate(index, { name: event.currentTarget.value })}
          />
          <Spans label={each.name} spans={each.spans} onChange={(spans) => setDate(index, { spans })} />
          <IconButton
            icon={Trash2}
            label={t('company.removeDate', { name: each.name })}
            onClick={() => onChange(dates.filter((_each, other) => other !== index))}
          />
        </div>
      ))}
      <div className={grid.date}>
        <Button icon={Plus} onClick={() => onChange([...dates, { date: '', name: '', spans: [] }])}>
          {t('company.addDate')}
        </Button>
        <NationalHolidays dates={dates} onChange={onChange} />
      </div>
    </div>
  );
}
