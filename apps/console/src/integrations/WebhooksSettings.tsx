import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import rows from '../design/Rows.module.css';
import { toast } from '../design/toastStore.ts';
import { DeliveriesDialog } from './DeliveriesDialog.tsx';
import { HookDialog } from './HookDialog.tsx';
import { HookRow } from './HookRow.tsx';
import { type Hook, hooksKey, testHook } from './hooks.ts';
import { SecretDialog } from './SecretDialog.tsx';

type Asked =
  | { kind: 'edit'; hook: Hook | null }
  | { kind: 'deliveries'; hook: Hook }
  | { kind: 'rotate'; hook: Hook }
  | { kind: 'remove'; hook: Hook }
  | { kind: 'secret'; secret: string };

/** Addresses that are told what happens here (CONN-08). The server's own data: online only. */
export function WebhooksSettings() {
  const { t } = useTranslation('integrations');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const hooks = useQuery({ queryKey: hooksKey, queryFn: () => api.webhooks.list.query({ limit: 200 }) });
  const onSettled = () => queries.invalidateQueries({ queryKey: hooksKey });
  const test = useMutation({
    mutationFn: (id: string) => testHook(api, id),
    onSuccess(entry) {
      if (entry === null) return toast({ tone: 'neutral', title: t('hooks.testWaiting') });
      const { status, why, ms } = entry;
      const isGood = status !== null && status >= 200 && status < 300;
      if (isGood) return toast({ tone: 'good', title: t('hooks.tested', { status }) });
      const description = why
        ? t('hooks.noAnswer', { why: t(`hooks.why.${why}`), ms })
        : t('hooks.answered', { status, ms });
      return toast({ tone: 'bad', title: t('hooks.testFailed'), description });
    },
    onError: tell,
    onSettled,
  });
  const pause = useMutation({
    mutationFn: (wish: { id: string; isPaused: boolean }) => api.webhooks.edit.mutate(wish),
    onError: tell,
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.webhooks.remove.mutate({ id }),
    onSuccess: () => toast({ tone: 'good', title: t('hooks.removed') }),
    onError: tell,
    onSettled: () => {
      close();
      return onSettled();
    },
  });
  const rotate = useMutation({
    mutationFn: (id: string) => api.webhooks.rotate.mutate({ id }),
    onSuccess: ({ secret }) => setAsked({ kind: 'secret', secret }),
    onError: tell,
    onSettled,
  });

  if (!hooks.isSuccess) return <Unanswered query={hooks} label={t('hooks.loading')} rows={1} />;
  const { items } = hooks.data;
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t('hooks.explain')}</p>
        <Button variant="primary" icon={Plus} onClick={() => setAsked({ kind: 'edit', hook: null })}>
          {t('hooks.add')}
        </Button>
      </div>
      {items.length === 0 ? (
        <EmptyState icon={Webhook} title={t('hooks.none')}>
          {t('hooks.noneDo')}
        </EmptyState>
      ) : (
        <ul className={rows.list}>
          {items.map((hook) => (
            <HookRow
              key={hook.id}
              hook={hook}
              isTesting={test.isPending && test.variables === hook.id}
              onTest={() => test.mutate(hook.id)}
              onPause={() => pause.mutate({ id: hook.id, isPaused: hook.state === 'active' })}
              onAsk={(kind) => setAsked({ kind, hook })}
            />
          ))}
        </ul>
      )}
      {asked?.kind === 'edit' && (
        <HookDialog
          hook={asked.hook}
          onSaved={(secret) => {
            void onSettled();
            setAsked(secret === null ? null : { kind: 'secret', secret });
          }}
          onClose={close}
        />
      )}
      {asked?.kind === 'deliveries' && <DeliveriesDialog hook={asked.hook} onClose={close} />}
      {asked?.kind === 'secret' && <SecretDialog secret={asked.secret} onClose={close} />}
      <ConfirmDialog
        danger
        open={asked?.kind === 'remove'}
        busy={remove.isPending}
        onOpenChange={close}
        title={t('hooks.removeTitle')}
        description={t('hooks.removeHint')}
        confirm={t('hooks.remove')}
        onConfirm={() => asked?.kind === 'remove' && remove.mutate(asked.hook.id)}
      />
      <ConfirmDialog
        open={asked?.kind === 'rotate'}
        busy={rotate.isPending}
        onOpenChange={close}
        title={t('hooks.rotateTitle')}
        description={t('hooks.rotateHint')}
        confirm={t('hooks.rotate')}
        onConfirm={() => asked?.kind === 'rotate' && rotate.mutate(asked.hook.id)}
      />
    </>
  );
}
