import { PLACE_KINDS, placeWish } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { FormDialog } from '../../design/FormDialog.tsx';
import rows from '../../design/Rows.module.css';
import { Select } from '../../design/Select.tsx';
import { TextField } from '../../design/TextField.tsx';
import { useSyncKind } from '../../replica/index.ts';
import type { Place } from '../agenda.ts';
import { useSetUp } from '../useAgenda.ts';
import { SettingRow } from './SettingRow.tsx';
import { useSaving } from './useSaving.ts';

/** Where appointments take place: addresses, links of meetings, telephones. */
export function PlacesSettings() {
  const { t } = useTranslation('booking');
  const { setUp } = useSetUp();
  const isOffline = useSyncKind() === 'offline';
  const [edited, setEdited] = useState<Place | 'new' | null>(null);
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t(isOffline ? 'setUp.offline' : 'setUp.places')}</p>
        <Button variant="primary" icon={Plus} disabled={isOffline} onClick={() => setEdited('new')}>
          {t('setUp.newPlace')}
        </Button>
      </div>
      {setUp.places.length > 0 && (
        <ul className={rows.list}>
          {setUp.places.map((each) => (
            <SettingRow
              key={each.id}
              id={each.id}
              name={each.name}
              what="places"
              facts={[t(`setUp.placeKinds.${each.place.kind}`), each.place.value]}
              onEdit={() => setEdited(each)}
            />
          ))}
        </ul>
      )}
      {edited && <PlaceDialog place={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function PlaceDialog({ place, onClose }: { place: Place | null; onClose: () => void }) {
  const { t } = useTranslation('booking');
  const api = useApi();
  // Once: a save whose answer was lost is repeated for the same one.
  const [id] = useState(() => place?.id ?? newRowId());
  const [name, setName] = useState(place?.name ?? '');
  const [kind, setKind] = useState(place?.place.kind ?? 'address');
  const [value, setValue] = useState(place?.place.value ?? '');
  const checked = placeWish.safeParse({ name, place: { kind, value } });
  const { save, isSaving, problem } = useSaving(async () => {
    if (checked.success) await api.booking.places.save.mutate({ id, wish: checked.data });
  }, onClose);
  return (
    <FormDialog
      size="s"
      title={t(place ? 'setUp.place' : 'setUp.newPlace')}
      submit={t('form.save')}
      busy={isSaving}
      disabled={!checked.success}
      problem={problem}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        label={t('setUp.name')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('setUp.kind')}
        value={kind}
        options={PLACE_KINDS.map((each) => ({ value: each, label: t(`setUp.placeKinds.${each}`) }))}
        onChange={setKind}
      />
      <TextField
        label={t(`setUp.placeValue.${kind}`)}
        maxLength={500}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
