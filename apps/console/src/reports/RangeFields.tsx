import { useTranslation } from 'react-i18next';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { RANGES, type RangeName } from './ranges.ts';
import type { RangeChoice } from './useRange.ts';

/** Which days a report is of. */
export function RangeFields({ name, own, setName, setOwn }: RangeChoice) {
  const { t } = useTranslation('reports');
  const names: readonly RangeName[] = RANGES;
  return (
    <>
      <Select
        label={t('range.label')}
        value={name}
        options={names.map((value) => ({ value, label: t(`range.${value}`) }))}
        onChange={setName}
      />
      {name === 'own' && (
        <>
          <TextField
            type="date"
            label={t('range.from')}
            value={own.from}
            max={own.to}
            onChange={(event) => event.currentTarget.value && setOwn({ ...own, from: event.currentTarget.value })}
          />
          <TextField
            type="date"
            label={t('range.to')}
            value={own.to}
            min={own.from}
            onChange={(event) => event.currentTarget.value && setOwn({ ...own, to: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
