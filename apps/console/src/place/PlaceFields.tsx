import { useTranslation } from 'react-i18next';
import { TextField } from '../design/TextField.tsx';
import styles from './PlaceFields.module.css';
import { type PlaceDraft, placeOf } from './placeDraft.ts';

type Props = { draft: PlaceDraft; onChange: (draft: PlaceDraft) => void };

/**
 * Name, address, and where it lies. Nothing is looked up outside, which would tell a stranger where contacts live:
 * numbers, or the address of a map, are pasted.
 */
export function PlaceFields({ draft, onChange }: Props) {
  const { t } = useTranslation('conversations');
  const isUnclear = draft.where.trim() !== '' && placeOf(draft) === null;
  return (
    <div className={styles.fields}>
      <TextField
        label={t('place.name')}
        maxLength={200}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <TextField
        label={t('place.address')}
        maxLength={1000}
        value={draft.address}
        onChange={(event) => onChange({ ...draft, address: event.currentTarget.value })}
      />
      <TextField
        label={t('place.where')}
        hint={t('place.whereHint')}
        problem={isUnclear ? t('place.unclear') : null}
        placeholder="-23.56140, -46.65590"
        value={draft.where}
        onChange={(event) => onChange({ ...draft, where: event.currentTarget.value })}
      />
    </div>
  );
}
