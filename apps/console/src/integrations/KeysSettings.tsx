import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import rows from '../design/Rows.module.css';
import { toast } from '../design/toastStore.ts';
import { KeyRow } from './KeyRow.tsx';
import { type ApiKey, keysKey } from './keys.ts';
import { NewKeyDialog } from './NewKeyDialog.tsx';

/** Keys by which other systems use the REST face (PLAT-04). The server's own data: online only. */
export function KeysSettings() {
  const { t } = useTranslation('integrations');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const keys = useQuery({ queryKey: keysKey, queryFn: () => api.auth.keys.list.query({ limit: 200 }) });
  const again = () => queries.invalidateQueries({ queryKey: keysKey });
  const revoke = useMutation({
    mutationFn: (id: string) => api.auth.keys.revoke.mutate({ id }),
    onSuccess: () => toast({ tone: 'good', title: t('keys.revoked') }),
    onError: tell,
    onSettled: () => {
      setLeaving(null);
      return again();
    },
  });

  if (!keys.isSuccess) return <Unanswered query={keys} label={t('keys.loading')} rows={1} />;
  const { items } = keys.data;
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>
          {t('keys.explain')}{' '}
          <a href="/api/docs" target="_blank" rel="noreferrer">
            {t('keys.docs')}
          </a>
        </p>
        <Button variant="primary" icon={Plus} onClick={() => setMaking(true)}>
          {t('keys.add')}
        </Button>
      </div>
      {items.length === 0 ? (
        <EmptyState icon={KeyRound} title={t('keys.none')}>
          {t('keys.noneDo')}
        </EmptyState>
      ) : (
        <ul className={rows.list}>
          {items.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => setLeaving(key)} />
          ))}
        </ul>
      )}
      {isMaking && <NewKeyDialog onMade={() => void again()} onClose={() => setMaking(false)} />}
      <ConfirmDialog
        danger
        open={leaving !== null}
        busy={revoke.isPending}
        onOpenChange={() => setLeaving(null)}
        title={t('keys.revokeTitle', { name: leaving?.name ?? '' })}
        description={t('keys.revokeHint')}
        confirm={t('keys.revoke')}
        onConfirm={() => leaving && revoke.mutate(leaving.id)}
      />
    </>
  );
}
