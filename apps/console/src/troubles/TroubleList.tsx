import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import styles from './Troubles.module.css';

type Props<Item> = {
  list: UseInfiniteQueryResult<Item[]>;
  words: { loading: string; explain: string; none: string; noneDo: string };
  icon: LucideIcon;
  /** Stands above the rows while there are any. */
  bar: ReactNode;
  label: string;
  row: (item: Item) => ReactNode;
};

/** What both lists of trouble have in common: loading, failing, empty, and more pages by hand. */
export function TroubleList<Item>({ list, words, icon, bar, label, row }: Props<Item>) {
  const { t } = useTranslation('troubles');
  if (!list.isSuccess) return <Unanswered query={list} label={words.loading} rowHeight="84px" />;
  if (list.data.length === 0) {
    return (
      <EmptyState icon={icon} title={words.none}>
        {words.noneDo}
      </EmptyState>
    );
  }
  return (
    <>
      <p className={styles.explain}>{words.explain}</p>
      {bar}
      <ul className={styles.list} aria-label={label}>
        {list.data.map(row)}
      </ul>
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}
