import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import rows from '../../design/Rows.module.css';
import { useSyncKind } from '../../replica/index.ts';
import type { AppointmentType } from '../agenda.ts';
import { useSetUp } from '../useAgenda.ts';
import { SettingRow } from './SettingRow.tsx';
import { TypeDialog } from './TypeDialog.tsx';

/** What can be booked, for how long, and by whose calendars (BOOK-01). */
export function TypesSettings() {
  const { t } = useTranslation('booking');
  const { setUp } = useSetUp();
  const isOffline = useSyncKind() === 'offline';
  const [edited, setEdited] = useState<AppointmentType | 'new' | null>(null);
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t(isOffline ? 'setUp.offline' : 'setUp.types')}</p>
        <Button variant="primary" icon={Plus} disabled={isOffline} onClick={() => setEdited('new')}>
          {t('setUp.newType')}
        </Button>
      </div>
      {setUp.types.length > 0 && (
        <ul className={rows.list}>
          {setUp.types
            .filter(({ active }) => active)
            .map((type) => (
              <SettingRow
                key={type.id}
                id={type.id}
                name={type.name}
                color={type.settings.color}
                what="types"
                facts={[
                  t('setUp.durations', { list: type.settings.durations.join(', ') }),
                  t(`setUp.serving.${type.settings.serving}`),
                ]}
                onEdit={() => setEdited(type)}
              />
            ))}
        </ul>
      )}
      {edited && <TypeDialog type={edited === 'new' ? null : edited} setUp={setUp} onClose={() => setEdited(null)} />}
    </>
  );
}
