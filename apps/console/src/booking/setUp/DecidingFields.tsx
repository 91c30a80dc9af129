import type { Answering } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../design/Checkbox.tsx';
import { Select } from '../../design/Select.tsx';
import { TextArea } from '../../design/TextArea.tsx';
import { TextField } from '../../design/TextField.tsx';
import styles from '../CalendarScreen.module.css';

type Props = { answering: Answering; onChange: (answering: Answering) => void };

/** Which answers there are, and which of them the type is not for. */
export function DecidingFields({ answering, onChange }: Props) {
  const { t } = useTranslation('booking');
  switch (answering.kind) {
    case 'text':
      return null;
    case 'yesNo':
      return (
        <Select
          label={t('setUp.refused')}
          value={answering.refused[0] ?? ''}
          options={[
            { value: '', label: t('setUp.refusedNobody') },
            { value: 'yes', label: t('setUp.refusedYes') },
            { value: 'no', label: t('setUp.refusedNo') },
          ]}
          onChange={(value) => onChange({ kind: 'yesNo', refused: value === 'yes' || value === 'no' ? [value] : [] })}
        />
      );
    case 'choice':
      return <Options answering={answering} onChange={onChange} />;
    case 'number':
      return (
        <div className={styles.pair}>
          <Bound
            label={t('setUp.least')}
            value={answering.least}
            onChange={(least) => onChange({ ...answering, least })}
          />
          <Bound label={t('setUp.most')} value={answering.most} onChange={(most) => onChange({ ...answering, most })} />
        </div>
      );
  }
}

type Choice = Extract<Answering, { kind: 'choice' }>;

function Options({ answering, onChange }: { answering: Choice; onChange: (answering: Choice) => void }) {
  const { t } = useTranslation('booking');
  const { options, refused } = answering;
  // As it is typed: an empty line is the beginning of the next option.
  const [text, setText] = useState(options.join('\n'));
  const write = (next: string) => {
    setText(next);
    const lines = next.split('\n').map((line) => line.trim());
    const written = lines.filter(Boolean);
    onChange({ kind: 'choice', options: written, refused: refused.filter((each) => written.includes(each)) });
  };
  return (
    <>
      <TextArea
        label={t('setUp.options')}
        hint={t('setUp.optionsHint')}
        rows={3}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {options.length > 1 && (
        <fieldset className={styles.set}>
          <legend className={styles.legend}>{t('setUp.refused')}</legend>
          <div className={styles.checks}>
            {[...new Set(options)].map((each) => (
              <Checkbox
                key={each}
                checked={refused.includes(each)}
                onChange={(on) =>
                  onChange({ ...answering, refused: on ? [...refused, each] : refused.filter((one) => one !== each) })
                }
              >
                {each}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

type BoundProps = { label: string; value: number | null; onChange: (value: number | null) => void };

/** Nothing written: open. */
function Bound({ label, value, onChange }: BoundProps) {
  return (
    <TextField
      type="number"
      step="any"
      label={label}
      value={value ?? ''}
      onChange={(event) => {
        const { valueAsNumber } = event.currentTarget;
        onChange(Number.isNaN(valueAsNumber) ? null : valueAsNumber);
      }}
    />
  );
}
