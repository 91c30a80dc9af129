import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import rows from '../design/Rows.module.css';
import { toast } from '../design/toastStore.ts';
import { DeliveryRow } from './DeliveryRow.tsx';
import { deliveriesKey, type Hook, type HookDelivery, resendDelivery } from './hooks.ts';

const PAGE = 20;

/** What was sent to an address, what it answered, and the button that sends it again. */
export function DeliveriesDialog({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const { t } = useTranslation('integrations');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const [open, setOpen] = useState<string | null>(null);
  const key = deliveriesKey(hook.id);
  const log = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      api.webhooks.deliveries.query({ id: hook.id, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const resend = useMutation({
    mutationFn: (delivery: HookDelivery) => resendDelivery(api, hook.id, delivery),
    onSuccess: () => toast({ tone: 'good', title: t('hooks.resent') }),
    onError: tell,
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('hooks.logTitle')}
      description={hook.url}
      size="l"
    >
      {!log.isSuccess && <Unanswered query={log} label={t('hooks.logLoading')} rows={1} />}
      {log.isSuccess && items.length === 0 && (
        <EmptyState icon={Send} title={t('hooks.logNone')}>
          {t('hooks.logNoneDo')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className={rows.list}>
          {items.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              hookId={hook.id}
              delivery={delivery}
              isOpen={open === delivery.id}
              isResending={resend.isPending && resend.variables.id === delivery.id}
              mayResend={hook.state === 'active'}
              onOpen={() => setOpen(open === delivery.id ? null : delivery.id)}
              onResend={() => resend.mutate(delivery)}
            />
          ))}
        </ul>
      )}
      {log.hasNextPage && (
        <div className={rows.buttons}>
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('hooks.older')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
