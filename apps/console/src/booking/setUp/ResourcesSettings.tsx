import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import rows from '../../design/Rows.module.css';
import { useSyncKind } from '../../replica/index.ts';
import type { Resource } from '../agenda.ts';
import { useSetUp } from '../useAgenda.ts';
import { ResourceDialog } from './ResourceDialog.tsx';
import { SettingRow } from './SettingRow.tsx';

/** Whose and what time can be booked: people, rooms, equipment, with their hours (BOOK-02). */
export function ResourcesSettings() {
  const { t } = useTranslation('booking');
  const { setUp } = useSetUp();
  const isOffline = useSyncKind() === 'offline';
  const [edited, setEdited] = useState<Resource | 'new' | null>(null);
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t(isOffline ? 'setUp.offline' : 'setUp.resources')}</p>
        <Button variant="primary" icon={Plus} disabled={isOffline} onClick={() => setEdited('new')}>
          {t('setUp.newResource')}
        </Button>
      </div>
      {setUp.resources.some(({ active }) => active) && (
        <ul className={rows.list}>
          {setUp.resources
            .filter(({ active }) => active)
            .map((resource) => (
              <SettingRow
                key={resource.id}
                id={resource.id}
                name={resource.name}
                color={resource.settings.color}
                what="resources"
                facts={[
                  t(`setUp.kinds.${resource.settings.kind}`),
                  resource.settings.zone,
                  t(
                    setUp.rules.some(({ resourceId }) => resourceId === resource.id)
                      ? 'setUp.ownHours'
                      : 'setUp.companyHours',
                  ),
                ]}
                onEdit={() => setEdited(resource)}
              />
            ))}
        </ul>
      )}
      {edited && (
        <ResourceDialog resource={edited === 'new' ? null : edited} setUp={setUp} onClose={() => setEdited(null)} />
      )}
    </>
  );
}
