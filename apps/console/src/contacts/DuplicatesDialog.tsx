import { CHOOSABLE_FIELDS, type ChoosableField, formatPhone } from '@balcao/domain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Api, useApi, useProblemWords, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { Time } from '../design/Time.tsx';
import { toast } from '../design/toastStore.ts';
import styles from './DuplicatesDialog.module.css';
import type { useCatalog } from './useCatalog.ts';

type Catalog = ReturnType<typeof useCatalog>;
type Props = { catalog: Catalog; onChanged: () => void; onClose: () => void };
type Pair = Awaited<ReturnType<Api['contacts']['duplicates']['query']>>['items'][number];

/** Pairs who may be one person: merge them, or say that they are two. Below, what was merged lately, to be undone. */
export function DuplicatesDialog({ catalog, onChanged, onClose }: Props) {
  const { t } = useTranslation('contacts');
  const api = useApi();
  const problemWords = useProblemWords();
  const tell = useTellFailure();
  const [pair, setPair] = useState<Pair | null>(null);
  const pairs = useQuery({ queryKey: ['contacts', 'duplicates'], queryFn: () => api.contacts.duplicates.query({}) });
  const merges = useQuery({ queryKey: ['contacts', 'merges'], queryFn: () => api.contacts.merges.query({}) });
  const settled = () => {
    setPair(null);
    void pairs.refetch();
    void merges.refetch();
    onChanged();
  };
  const apart = useMutation({
    mutationFn: ({ a, b }: Pair) => api.contacts.keepApart.mutate({ oneId: a.id, otherId: b.id }),
    onSuccess: settled,
    onError: tell,
  });
  const undo = useMutation({
    mutationFn: (mergeId: string) => api.contacts.undoMerge.mutate({ mergeId }),
    onSuccess: settled,
    onError: tell,
  });
  if (pair) return <MergePreview pair={pair} catalog={catalog} onMerged={settled} onClose={() => setPair(null)} />;
  return (
    <Dialog open size="l" onOpenChange={onClose} title={t('duplicates.title')} description={t('duplicates.hint')}>
      {pairs.isPending && <p role="status">{t('duplicates.looking')}</p>}
      {pairs.error && <p role="alert">{problemWords.ofError(pairs.error).what}</p>}
      {pairs.data?.items.length === 0 && <p role="status">{t('duplicates.none')}</p>}
      <ul className={styles.pairs} aria-label={t('duplicates.title')}>
        {pairs.data?.items.map((each) => (
          <li key={`${each.a.id} ${each.b.id}`} className={styles.pair}>
            <span className={styles.words}>
              <strong>{nameOf(each.a)}</strong> · <strong>{nameOf(each.b)}</strong>
              <span className={styles.why}>{t(`duplicates.reason.${each.reason}`, { likeness: each.likeness })}</span>
            </span>
            <Button busy={apart.isPending && apart.variables === each} onClick={() => apart.mutate(each)}>
              {t('duplicates.apart')}
            </Button>
            <Button variant="primary" onClick={() => setPair(each)}>
              {t('duplicates.compare')}
            </Button>
          </li>
        ))}
      </ul>
      {(merges.data?.items.length ?? 0) > 0 && <h3 className={styles.heading}>{t('duplicates.recent')}</h3>}
      <ul className={styles.pairs} aria-label={t('duplicates.recent')}>
        {merges.data?.items.map((merge) => (
          <li key={merge.id} className={styles.pair}>
            <span className={styles.words}>
              {t('duplicates.merged', { merged: merge.mergedName || '—', survivor: merge.survivorName || '—' })}
              <span className={styles.why}>
                <Time at={Date.parse(merge.mergedAt)} style="full" />
              </span>
            </span>
            {merge.undoneAt ? (
              <span className={styles.why}>{t('duplicates.undone')}</span>
            ) : (
              <Button busy={undo.isPending && undo.variables === merge.id} onClick={() => undo.mutate(merge.id)}>
                {t('duplicates.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const nameOf = ({ name, phone, email }: Pair['a']): string => name || (phone ? formatPhone(phone) : email) || '—';

/** Both side by side; where they differ, one chooses. Everything else of both is kept. */
function MergePreview({
  pair,
  catalog,
  onMerged,
  onClose,
}: {
  pair: Pair;
  catalog: Catalog;
  onMerged: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('contacts');
  const api = useApi();
  const problemWords = useProblemWords();
  const [isTurned, setTurned] = useState(false);
  const [taken, setTaken] = useState<ReadonlySet<ChoosableField>>(new Set());
  const [survivor, other] = isTurned ? [pair.b, pair.a] : [pair.a, pair.b];
  const merge = useMutation({
    mutationFn: () => api.contacts.merge.mutate({ survivorId: survivor.id, mergedId: other.id, take: [...taken] }),
    onSuccess: () => {
      toast({ tone: 'good', title: t('duplicates.done') });
      onMerged();
    },
  });
  const failed = merge.error && problemWords.ofError(merge.error);
  const shown = (row: Pair['a'], field: ChoosableField): string => {
    const value = row[field];
    if (field === 'status') return t(`status.${row.status}`);
    if (field === 'ownerId') return catalog.users.find(({ id }) => id === value)?.name ?? '';
    if (field === 'optIn') return row.optIn ? t(`optIn.${row.optIn.state}`) : '';
    if (field === 'phone') return row.phone && formatPhone(row.phone);
    return value === 0 ? '' : String(value ?? '');
  };
  const differing = CHOOSABLE_FIELDS.filter((field) => shown(survivor, field) !== shown(other, field));
  return (
    <Dialog
      open
      size="l"
      onOpenChange={onClose}
      title={t('duplicates.previewTitle')}
      description={t('duplicates.previewHint')}
      footer={
        <>
          <Button onClick={() => setTurned((turned) => !turned)}>{t('duplicates.turn')}</Button>
          <Button onClick={onClose}>{t('duplicates.back')}</Button>
          <Button variant="primary" busy={merge.isPending} onClick={() => merge.mutate()}>
            {t('duplicates.merge')}
          </Button>
        </>
      }
    >
      <p>{t('duplicates.survives', { name: nameOf(survivor) })}</p>
      {differing.map((field) => (
        <fieldset key={field} className={styles.choice}>
          <legend>{t(`field.${field === 'ownerId' ? 'owner' : field}`)}</legend>
          {([survivor, other] as const).map((row) => {
            const isOther = row === other;
            const isEmptyHere = shown(survivor, field) === '';
            const isChosen = isOther ? taken.has(field) || isEmptyHere : !taken.has(field) && !isEmptyHere;
            return (
              <label key={row.id} className={styles.side}>
                <input
                  type="radio"
                  name={field}
                  checked={isChosen}
                  onChange={() =>
                    setTaken((now) => {
                      const next = new Set(now);
                      if (isOther) next.add(field);
                      else next.delete(field);
                      return next;
                    })
                  }
                />
                {shown(row, field) || t('noValue')}
              </label>
            );
          })}
        </fieldset>
      ))}
      <p className={styles.why}>{t('duplicates.kept')}</p>
      {failed && (
        <p role="alert">
          {failed.what} {failed.todo}
        </p>
      )}
    </Dialog>
  );
}
