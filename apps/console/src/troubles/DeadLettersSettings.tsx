import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Checkbox } from '../design/Checkbox.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { toast } from '../design/toastStore.ts';
import { DeadLetterRow } from './DeadLetterRow.tsx';
import { TroubleList } from './TroubleList.tsx';
import styles from './Troubles.module.css';
import { deadLettersKey, PAGE } from './troubles.ts';

/** More than this at once the server does not take. */
const MOST_AT_ONCE = 200;
type Deed = { kind: 'resent' | 'discarded'; ids: readonly string[] };

/** Messages that did not arrive, with the reason in words; sent again or discarded, one or many (CON-25). */
export function DeadLettersSettings() {
  const { t } = useTranslation('troubles');
  const api = useApi();
  const tell = useTellFailure();
  const problemWords = useProblemWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isDiscarding, setDiscarding] = useState(false);
  const list = useInfiniteQuery({
    queryKey: deadLettersKey,
    queryFn: ({ pageParam }) =>
      api.deliveries.failed.query({ limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  const act = useMutation({
    mutationFn: ({ kind, ids }: Deed) => {
      const wish = { messageIds: ids.slice(0, MOST_AT_ONCE) };
      return kind === 'resent' ? api.deliveries.resendMany.mutate(wish) : api.deliveries.discard.mutate(wish);
    },
    onSuccess: ({ undone }, { kind, ids }) => {
      const count = ids.length - undone.length;
      if (count > 0) toast({ tone: 'good', title: t(`dead.${kind}`, { count }) });
      const [first] = undone;
      if (first) {
        const reason = problemWords.ofProblem(first).what;
        toast({ tone: 'bad', title: t('dead.undone', { count: undone.length, reason }) });
      }
      setChosen(new Set());
    },
    onError: tell,
    onSettled: () => queries.invalidateQueries({ queryKey: deadLettersKey }),
  });
  const letters = list.data ?? [];
  const ids = letters.map(({ messageId }) => messageId);
  const picked = ids.filter((id) => chosen.has(id)).slice(0, MOST_AT_ONCE);
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <TroubleList
        list={list}
        icon={MailCheck}
        label={t('dead.explain')}
        words={{
          loading: t('dead.loading'),
          explain: t('dead.explain'),
          none: t('dead.none'),
          noneDo: t('dead.noneDo'),
        }}
        bar={
          <div className={styles.bar}>
            <Checkbox
              checked={picked.length > 0 && picked.length === Math.min(ids.length, MOST_AT_ONCE)}
              onChange={(all) => setChosen(new Set(all ? ids : []))}
            >
              {picked.length === 0 ? t('dead.all') : t('dead.selected', { count: picked.length })}
            </Checkbox>
            <span className={styles.end}>
              <Button disabled={picked.length === 0 || act.isPending} onClick={() => setDiscarding(true)}>
                {t('dead.discard')}
              </Button>
              <Button
                variant="primary"
                disabled={picked.length === 0}
                busy={act.isPending}
                onClick={() => act.mutate({ kind: 'resent', ids: picked })}
              >
                {t('dead.resend')}
              </Button>
            </span>
          </div>
        }
        row={(letter) => (
          <DeadLetterRow
            key={letter.messageId}
            letter={letter}
            isChosen={chosen.has(letter.messageId)}
            isBusy={act.isPending && act.variables.ids.includes(letter.messageId)}
            onChoose={(isChosen) => choose(letter.messageId, isChosen)}
            onResend={() => act.mutate({ kind: 'resent', ids: [letter.messageId] })}
            onOpen={() => void navigate({ to: '/conversations/{-$id}', params: { id: letter.conversationId } })}
          />
        )}
      />
      <ConfirmDialog
        danger
        open={isDiscarding}
        onOpenChange={setDiscarding}
        title={t('dead.confirm', { count: picked.length })}
        description={t('dead.confirmDo')}
        confirm={t('dead.discard')}
        onConfirm={() => {
          act.mutate({ kind: 'discarded', ids: picked });
          setDiscarding(false);
        }}
      />
    </>
  );
}
