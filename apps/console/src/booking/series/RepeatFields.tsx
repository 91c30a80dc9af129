import { useTranslation } from 'react-i18next';
import { Select } from '../../design/Select.tsx';
import { TextField } from '../../design/TextField.tsx';
import styles from '../CalendarScreen.module.css';
import { LEAST_TIMES, MOST_TIMES, REPEATS, type Repeat } from './seriesTimes.ts';

export type Repeating = { repeat: Repeat; times: number };

/** Whether a new appointment comes again, and how often. */
export function RepeatFields({ value, onChange }: { value: Repeating; onChange: (value: Repeating) => void }) {
  const { t } = useTranslation('booking');
  return (
    <div className={styles.pair}>
      <Select
        label={t('series.repeats')}
        value={value.repeat}
        options={REPEATS.map((repeat) => ({ value: repeat, label: t(`series.repeat.${repeat}`) }))}
        onChange={(repeat) => onChange({ ...value, repeat })}
      />
      {value.repeat !== 'once' && (
        <TextField
          type="number"
          min={LEAST_TIMES}
          max={MOST_TIMES}
          label={t('series.times')}
          value={value.times || ''}
          onChange={(event) => onChange({ ...value, times: event.currentTarget.valueAsNumber || 0 })}
        />
      )}
    </div>
  );
}
