import type { MarkRow } from '@balcao/replica';
import { saveDraft } from '@balcao/replica/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowLeft, Copy, MessageSquareDashed, RotateCcw, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi, useProblemWords, useTellFailure } from '../api/index.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { ErrorState } from '../design/ErrorState.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Tag } from '../design/Tag.tsx';
import { useReplica, useSyncKind } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import screen from './ConversationsScreen.module.css';
import { contactLabel } from './contactLabel.ts';
import styles from './ElsewhereConversation.module.css';
import { Thread } from './thread/Thread.tsx';
import { useCopy } from './useCopy.ts';

type Props = { conversationId: string; mark: MarkRow | undefined; onBack: () => void };

/**
 * A conversation that this device does not keep: older than its window, then it is read from the server; or passed on to
 * somebody else, then that is said, and what was being written to it is given back.
 */
export function ElsewhereConversation({ conversationId, mark, onBack }: Props) {
  const { t } = useTranslation('conversations');
  const api = useApi();
  const words = useProblemWords();
  const tell = useTellFailure();
  const isOffline = useSyncKind() === 'offline';
  const query = useQuery({
    queryKey: ['conversation', conversationId],
    queryFn: () => api.conversations.row.query({ conversationId }),
    enabled: !isOffline,
    retry: (failures, error) => failures < 2 && failureOf(error).kind === 'unreachable',
  });
  const reopen = useMutation({
    mutationFn: () => api.conversations.reopen.mutate({ conversationId }),
    onError: tell,
  });
  const me = useUser().id;

  if (query.data) {
    const row = query.data;
    const name = contactLabel(row);
    return (
      <section className={screen.thread} aria-label={t('thread.section')}>
        <header className={styles.header}>
          <IconButton icon={ArrowLeft} label={t('header.back')} onClick={onBack} />
          <Avatar name={name} id={row.contactId} />
          <h2 className={styles.name}>{name}</h2>
          <Tag>{t(`status.${row.status}`)}</Tag>
        </header>
        <Thread
          conversation={row}
          mark={undefined}
          me={me}
          wanted={null}
          onReact={null}
          onPoint={nothing}
          onQuote={nothing}
          onAtEnd={nothing}
        />
        <footer className={styles.footer}>
          <p>{t('elsewhere.old')}</p>
          {row.status === 'closed' && (
            <Button
              icon={RotateCcw}
              busy={reopen.isPending}
              disabled={isOffline}
              title={isOffline ? t('elsewhere.needsServer') : undefined}
              onClick={() => reopen.mutate()}
            >
              {t('elsewhere.reopen')}
            </Button>
          )}
        </footer>
      </section>
    );
  }
  if (isOffline) {
    return (
      <section className={screen.nothing}>
        <div className={styles.whole}>
          <EmptyState icon={WifiOff} title={t('gone.title')}>
            {t('elsewhere.offline')}
          </EmptyState>
          <KeptDraft conversationId={conversationId} mark={mark} />
        </div>
      </section>
    );
  }
  if (query.isPending) return <section className={screen.nothing} aria-busy="true" />;
  const failure = failureOf(query.error);
  return (
    <section className={screen.nothing}>
      <div className={styles.whole}>
        {failure.kind === 'refused' ? (
          <EmptyState icon={MessageSquareDashed} title={t('gone.title')}>
            {t('gone.hint')}
          </EmptyState>
        ) : (
          <ErrorState title={words.ofFailure(failure).what} onRetry={() => void query.refetch()}>
            {words.ofFailure(failure).todo}
          </ErrorState>
        )}
        <KeptDraft conversationId={conversationId} mark={mark} />
      </div>
    </section>
  );
}

const nothing = () => undefined;

/** What was being written when the conversation went: nothing that somebody typed is dropped silently (SYNC-07). */
function KeptDraft({ conversationId, mark }: { conversationId: string; mark: MarkRow | undefined }) {
  const { t } = useTranslation('conversations');
  const { collections } = useReplica();
  const userId = useUser().id;
  const copy = useCopy();
  const draft = mark?.draft ?? '';
  if (draft === '') return null;
  const discard = () => void saveDraft(collections, { userId, conversationId, draft: '', isNote: false });
  return (
    <section className={styles.draft} aria-label={t('elsewhere.draft')}>
      <h3>{t('elsewhere.draft')}</h3>
      <blockquote>{draft}</blockquote>
      <div className={styles.actions}>
        <Button variant="quiet" onClick={discard}>
          {t('elsewhere.discard')}
        </Button>
        <Button icon={Copy} onClick={() => copy(draft)}>
          {t('copyText')}
        </Button>
      </div>
    </section>
  );
}
