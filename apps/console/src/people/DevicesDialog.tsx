import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import rows from '../design/Rows.module.css';
import { Time } from '../design/Time.tsx';
import type { Person } from './people.ts';

/** Where somebody is signed in, each to be ended. */
export function DevicesDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('people');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const key = ['auth', 'sessions', person.id];
  const devices = useQuery({ queryKey: key, queryFn: () => api.auth.sessions.query({ userId: person.id }) });
  const end = useMutation({
    mutationFn: (sessionId: string) => api.auth.revokeSession.mutate({ sessionId }),
    onError: tell,
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('devicesOf', { name: person.name })}>
      {!devices.isSuccess && <Unanswered query={devices} label={t('loading')} rows={1} rowHeight="56px" />}
      {devices.data?.items.length === 0 && <EmptyState icon={MonitorSmartphone} title={t('noDevices')} />}
      {devices.data && devices.data.items.length > 0 && (
        <ul className={rows.list}>
          {devices.data.items.map(({ id, device, lastSeenAt, current }) => (
            <li key={id} className={rows.row}>
              <div className={rows.words}>
                <div className={rows.name}>{device || t('unnamed')}</div>
                <div className={rows.facts}>
                  {t('lastSeen')} <Time at={Date.parse(lastSeenAt)} style="ago" />
                </div>
              </div>
              {!current && (
                <Button busy={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                  {t('end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
