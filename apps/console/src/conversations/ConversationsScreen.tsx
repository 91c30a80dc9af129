import type { ConversationRow } from '@balcao/replica';
import { markId } from '@balcao/replica';
import { useNavigate } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { type RefObject, useCallback, useDeferredValue, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../design/classes.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { useLiveDoc } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import styles from './ConversationsScreen.module.css';
import { DirectoryProvider } from './DirectoryProvider.tsx';
import { ElsewhereConversation } from './ElsewhereConversation.tsx';
import { ConversationPane } from './list/ConversationPane.tsx';
import { OpenConversation } from './OpenConversation.tsx';
import { leadTo } from './wantedMessage.ts';

/** List, thread and contact side by side (CON-11). `conversationId`: the open one. */
export function ConversationsScreen({ conversationId }: { conversationId: string | null }) {
  const navigate = useNavigate();
  const field = useRef<HTMLTextAreaElement>(null);
  /** As the list stands on the screen: what comes next when one is done. */
  const order = useRef<readonly ConversationRow[]>([]);

  const open = useCallback(
    (id: string | null, messageId?: string) => {
      if (id !== null && messageId !== undefined) leadTo(id, messageId);
      void navigate({ to: '/conversations/{-$id}', params: id === null ? {} : { id } });
    },
    [navigate],
  );
  const openNext = useCallback(() => {
    const at = order.current.findIndex((row) => row.id === conversationId);
    const next = order.current[at + 1] ?? order.current[at - 1];
    open(at === -1 || !next ? null : next.id);
  }, [conversationId, open]);

  return (
    <DirectoryProvider>
      <div className={classes(styles.screen, conversationId !== null && styles.reading)}>
        <ConversationPane openId={conversationId} order={order} onOpen={open} onEnter={() => field.current?.focus()} />
        <Reading conversationId={conversationId} field={field} onOpen={open} onDone={openNext} />
      </div>
    </DirectoryProvider>
  );
}

type ReadingProps = {
  conversationId: string | null;
  field: RefObject<HTMLTextAreaElement | null>;
  onOpen: (conversationId: string | null) => void;
  onDone: () => void;
};

/** The open conversation, or why there is none. Stepping through the list stays quick: the thread follows a beat later. */
function Reading({ conversationId, field, onOpen, onDone }: ReadingProps) {
  const { t } = useTranslation('conversations');
  const me = useUser().id;
  const id = useDeferredValue(conversationId);
  const conversation = useLiveDoc((all) => (id === null ? null : all.conversations.findOne(id)), [id]);
  const mark = useLiveDoc((all) => (id === null ? null : all.marks.findOne(markId(me, id))), [id, me]);

  if (id === null) {
    return (
      <section className={styles.nothing}>
        <EmptyState icon={MessagesSquare} title={t('choose.title')}>
          {t('choose.hint')}
        </EmptyState>
      </section>
    );
  }
  if (conversation.loading || mark.loading) return <section className={styles.nothing} aria-busy="true" />;
  if (!conversation.row) {
    return (
      <ElsewhereConversation key={id} conversationId={id} mark={mark.row ?? undefined} onBack={() => onOpen(null)} />
    );
  }
  return (
    <OpenConversation
      key={id}
      conversation={conversation.row}
      mark={mark.row ?? undefined}
      field={field}
      onOpen={onOpen}
      onBack={() => onOpen(null)}
      onDone={onDone}
    />
  );
}
