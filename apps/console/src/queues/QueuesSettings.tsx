import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { IconButton } from '../design/IconButton.tsx';
import rows from '../design/Rows.module.css';
import { Tag } from '../design/Tag.tsx';
import { toast } from '../design/toastStore.ts';
import { useSyncKind } from '../replica/index.ts';
import { QueueDialog } from './QueueDialog.tsx';
import { everyQueue, type Queue, queuesKey } from './queues.ts';

/** The company's queues: who serves them, and how (CON-13). The server's own data: online only. */
export function QueuesSettings() {
  const { t } = useTranslation('queues');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const isOffline = useSyncKind() === 'offline';
  const [edited, setEdited] = useState<Queue | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Queue | null>(null);
  const queues = useQuery({ queryKey: queuesKey, queryFn: () => everyQueue(api) });
  const usual = useQuery({ queryKey: [...queuesKey, 'usual'], queryFn: () => api.queues.usual.query({}) });
  const remove = useMutation({
    mutationFn: (id: string) => api.queues.remove.mutate({ id }),
    onSuccess: () => toast({ tone: 'good', title: t('removed') }),
    onError: tell,
    onSettled: () => {
      setLeaving(null);
      return queries.invalidateQueries({ queryKey: queuesKey });
    },
  });

  if (!queues.isSuccess) return <Unanswered query={queues} label={t('loading')} />;
  if (!usual.isSuccess) return <Unanswered query={usual} label={t('loading')} />;
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t(isOffline ? 'offline' : 'explain')}</p>
        <Button variant="primary" icon={Plus} disabled={isOffline} onClick={() => setEdited('new')}>
          {t('new')}
        </Button>
      </div>
      <ul className={rows.list}>
        {queues.data.map((queue) => (
          <li key={queue.id} className={rows.row}>
            <div className={rows.words}>
              <div className={rows.name}>
                {queue.name}
                {queue.isDefault && <Tag tone="accent">{t('default')}</Tag>}
                {!queue.active && <Tag tone="warn">{t('inactive')}</Tag>}
              </div>
              {queue.description && <p className={rows.facts}>{queue.description}</p>}
              <p className={rows.facts}>
                {[
                  t(`distributions.${queue.distribution}`),
                  t('members', { count: queue.members.length }),
                  t('waiting', { count: queue.waiting }),
                  t('inService', { count: queue.inService }),
                ].join(' · ')}
              </p>
            </div>
            <div className={rows.actions}>
              <IconButton
                icon={Pencil}
                label={t('edit', { name: queue.name })}
                disabled={isOffline}
                onClick={() => setEdited(queue)}
              />
              <IconButton
                icon={Trash2}
                label={t('remove', { name: queue.name })}
                disabled={isOffline || queue.isDefault}
                onClick={() => setLeaving(queue)}
              />
            </div>
          </li>
        ))}
      </ul>
      {edited && (
        <QueueDialog queue={edited === 'new' ? null : edited} usual={usual.data} onClose={() => setEdited(null)} />
      )}
      <ConfirmDialog
        danger
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t('remove', { name: leaving?.name ?? '' })}
        description={t('removeHint')}
        confirm={t('removeNow')}
        onConfirm={() => leaving && remove.mutate(leaving.id)}
      />
    </>
  );
}
