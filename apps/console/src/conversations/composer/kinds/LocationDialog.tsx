import { Building2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../design/Button.tsx';
import { FormDialog } from '../../../design/FormDialog.tsx';
import { draftOf, NO_PLACE, PlaceFields, placeOf } from '../../../place/index.ts';
import { useLiveQuery } from '../../../replica/index.ts';
import { PlaceCard } from '../../thread/content/PlaceCard.tsx';
import styles from './kinds.module.css';
import type { KindDialogProps } from './MoreButton.tsx';

/** A place for the contact: the company's own in one press, or any other. */
export function LocationDialog({ onSend, onClose }: KindDialogProps) {
  const { t } = useTranslation('conversations');
  const [draft, setDraft] = useState(NO_PLACE);
  const { rows } = useLiveQuery((all) => all.catalog.find({ selector: { kind: 'company' } }), []);
  const company = rows[0]?.entry.kind === 'company' ? rows[0].entry.place : null;
  const place = placeOf(draft);
  const send = () => {
    if (!place) return;
    onSend({ kind: 'location', ...place });
    onClose();
  };
  return (
    <FormDialog
      title={t('place.title')}
      submit={t('composer.send')}
      disabled={!place}
      onSubmit={send}
      onClose={onClose}
    >
      <div className={styles.ours}>
        <Button icon={Building2} disabled={!company} onClick={() => company && setDraft(draftOf(company))}>
          {t('place.ours')}
        </Button>
        {!company && <span className={styles.hint}>{t('place.oursMissing')}</span>}
      </div>
      <PlaceFields draft={draft} onChange={setDraft} />
      {place && (
        <div className={styles.preview}>
          <PlaceCard {...place} />
        </div>
      )}
    </FormDialog>
  );
}
