import { Inbox, ListFilter, PartyPopper, UserRoundCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { ErrorState } from '../../design/ErrorState.tsx';
import { SkeletonRows } from '../../design/Skeleton.tsx';
import { useSyncKind, useSyncProblem } from '../../replica/index.ts';
import { loadNewest } from '../../update/index.ts';
import styles from './ConversationPane.module.css';
import type { ConversationListState } from './conversationList.ts';
import { type ConversationView, filterCount } from './view.ts';

type Props = {
  list: ConversationListState | null;
  view: ConversationView;
  onRetry: () => void;
  onClear: () => void;
  children: (list: ConversationListState) => ReactNode;
};

const ICONS = { mine: UserRoundCheck, unassigned: PartyPopper, all: Inbox } as const;

/** The list, or why there is none: on its way, failed, cut off from the server, nothing here. */
export function ListState({ list, view, onRetry, onClear, children }: Props) {
  const { t } = useTranslation('conversations');
  const { t: inShell } = useTranslation('shell');
  const problemWords = useProblemWords();
  const sync = useSyncKind();
  const problem = useSyncProblem();
  if (list?.phase === 'failed' && list.rows.length === 0) {
    return (
      <ErrorState title={t('list.failed')} onRetry={onRetry}>
        {t('list.failedHint')}
      </ErrorState>
    );
  }
  if (list && list.rows.length > 0) return children(list);
  if (!list?.complete || sync === 'syncing') {
    return (
      <div className={styles.late}>
        <SkeletonRows count={7} label={t('list.loading')} />
      </div>
    );
  }
  // Nothing comes in now, so nobody can say that nothing waits.
  if (problem) {
    const { what, todo } = problemWords.ofProblem(problem);
    return (
      <ErrorState title={what} action={<Button onClick={() => void loadNewest()}>{inShell('sync.reload')}</Button>}>
        {todo}
      </ErrorState>
    );
  }
  if (filterCount(view) > 0) {
    return (
      <EmptyState
        icon={ListFilter}
        title={t('list.noneFiltered')}
        action={<Button onClick={onClear}>{t('filter.clear')}</Button>}
      />
    );
  }
  return (
    <EmptyState icon={ICONS[view.segment]} title={t(`list.none.${view.segment}`)}>
      {t(sync === 'offline' ? 'list.noneOffline' : `list.noneHint.${view.segment}`)}
    </EmptyState>
  );
}
