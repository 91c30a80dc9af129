import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { refusedWith, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { toast } from '../design/toastStore.ts';
import { TroubleList } from './TroubleList.tsx';
import styles from './Troubles.module.css';
import { PAGE, webhookErrorsKey } from './troubles.ts';
import { WebhookErrorRow } from './WebhookErrorRow.tsx';

/** What platforms delivered and could not be handled, with its raw data, and the way to try again (INB-07, INB-09). */
export function WebhookErrorsSettings() {
  const { t } = useTranslation('troubles');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: webhookErrorsKey,
    queryFn: ({ pageParam }) =>
      api.webhookErrors.list.query({ limit: PAGE, ...(pageParam ? { cursor: Number(pageParam) } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  const replay = useMutation({
    // One after the other: each is a decision of its own, and one that is refused does not stop the rest.
    mutationFn: async (ids: readonly number[]) => {
      let count = 0;
      for (const id of ids) {
        try {
          await api.webhookErrors.replay.mutate({ id });
          count += 1;
        } catch (error) {
          if (ids.length === 1 || refusedWith(error) !== 'record.notFound') throw error;
        }
      }
      return count;
    },
    onSuccess: (count) => toast({ tone: 'good', title: t('webhook.replayed', { count }) }),
    onError: (error) => {
      if (refusedWith(error) === 'record.notFound') toast({ tone: 'bad', title: t('webhook.stillUnknown') });
      else tell(error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: webhookErrorsKey }),
  });
  const ids = (list.data ?? []).map(({ id }) => id);
  return (
    <TroubleList
      list={list}
      icon={Inbox}
      label={t('webhook.explain')}
      words={{
        loading: t('webhook.loading'),
        explain: t('webhook.explain'),
        none: t('webhook.none'),
        noneDo: t('webhook.noneDo'),
      }}
      bar={
        <div className={styles.bar}>
          <span className={styles.end}>
            <Button
              busy={replay.isPending && replay.variables.length > 1}
              disabled={replay.isPending}
              onClick={() => replay.mutate(ids)}
            >
              {t('webhook.replayAll')}
            </Button>
          </span>
        </div>
      }
      row={(item) => (
        <WebhookErrorRow
          key={item.id}
          item={item}
          isBusy={replay.isPending && replay.variables.includes(item.id)}
          onReplay={() => replay.mutate([item.id])}
        />
      )}
    />
  );
}
