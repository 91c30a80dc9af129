import type { CompanyPlace as Place } from '@balcao/domain';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { draftOf, NO_PLACE, PlaceFields, placeOf } from '../place/index.ts';
import { SettingRow } from './SettingRow.tsx';

type Props = { place: Place | null; onSave: (place: Place | null) => Promise<boolean> };

/** Where the company is: what the composer sends as "our address". */
export function CompanyPlace({ place, onSave }: Props) {
  const { t } = useTranslation('settings');
  const [draft, setDraft] = useState<ReturnType<typeof draftOf> | null>(null);
  const ready = draft && placeOf(draft);
  const close = () => setDraft(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (ready && (await onSave(ready))) close();
  };
  return (
    <SettingRow
      label={t('company.place')}
      hint={place ? [place.name, place.address].filter(Boolean).join(', ') : t('company.placeHint')}
    >
      <Button onClick={() => setDraft(place ? draftOf(place) : NO_PLACE)}>
        {t(place ? 'company.placeEdit' : 'company.placeSet')}
      </Button>
      {draft && (
        <Dialog
          open
          title={t('company.place')}
          description={t('company.placeHint')}
          onOpenChange={(open) => !open && close()}
          footer={
            <>
              {place && (
                <Button variant="danger" onClick={async () => (await onSave(null)) && close()}>
                  {t('company.placeRemove')}
                </Button>
              )}
              <Button variant="primary" type="submit" form="company-place" disabled={!ready}>
                {t('company.save')}
              </Button>
            </>
          }
        >
          <form id="company-place" onSubmit={save}>
            <PlaceFields draft={draft} onChange={setDraft} />
          </form>
        </Dialog>
      )}
    </SettingRow>
  );
}
