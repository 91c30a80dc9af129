import type { AppointmentQuestion } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { Select } from '../../design/Select.tsx';
import { TextArea } from '../../design/TextArea.tsx';
import { TextField } from '../../design/TextField.tsx';
import type { AppointmentType } from '../agenda.ts';
import styles from '../CalendarScreen.module.css';

type Refusal = AppointmentQuestion['refusal'];
type Props = { refusal: Refusal; types: readonly AppointmentType[]; onChange: (refusal: Refusal) => void };

/** What is said to those whom an answer shuts out, and where they may go. */
export function RefusalFields({ refusal, types, onChange }: Props) {
  const { t } = useTranslation('booking');
  const { words, instead } = refusal;
  const [first] = types;
  const kinds = ['nothing', ...(first ? (['type'] as const) : []), 'talk'] as const;
  const choose = (kind: (typeof kinds)[number]) => {
    if (kind === 'type' && first) onChange({ words, instead: { kind, typeId: first.id } });
    else if (kind === 'talk') onChange({ words, instead: { kind, url: '' } });
    else onChange({ words, instead: { kind: 'nothing' } });
  };
  return (
    <>
      <p className={styles.small}>{t('setUp.decides')}</p>
      <TextArea
        label={t('setUp.refusalWords')}
        hint={t('setUp.refusalWordsHint')}
        rows={2}
        maxLength={500}
        value={words}
        onChange={(event) => onChange({ words: event.currentTarget.value, instead })}
      />
      <div className={styles.pair}>
        <Select
          label={t('setUp.instead')}
          value={instead.kind}
          options={kinds.map((value) => ({ value, label: t(`setUp.insteads.${value}`) }))}
          onChange={choose}
        />
        {instead.kind === 'type' && (
          <Select
            label={t('setUp.insteadType')}
            hint={t('setUp.insteadTypeHint')}
            value={instead.typeId}
            options={types.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(typeId) => onChange({ words, instead: { kind: 'type', typeId } })}
          />
        )}
        {instead.kind === 'talk' && (
          <TextField
            type="url"
            label={t('setUp.insteadUrl')}
            hint={t('setUp.insteadUrlHint')}
            maxLength={500}
            value={instead.url}
            onChange={(event) => onChange({ words, instead: { kind: 'talk', url: event.currentTarget.value } })}
          />
        )}
      </div>
    </>
  );
}
