import { textOf } from '@balcao/domain';
import type { ConversationRow, ScheduledRow } from '@balcao/replica';
import { cancelLater, editLater } from '@balcao/replica/client';
import { LayoutTemplate, Pencil, SendHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { classes } from '../../design/classes.ts';
import { ConfirmDialog } from '../../design/Dialog.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { useLiveQuery, useReplica } from '../../replica/index.ts';
import { firstName, useDirectory } from '../directory.ts';
import { useMessageWords } from '../thread/useMessageWords.ts';
import { useMinute } from '../useMinute.ts';
import { windowOf } from '../windowLeft.ts';
import { EditScheduledDialog } from './EditScheduledDialog.tsx';
import styles from './later.module.css';
import { useMomentWords } from './zones.ts';

type Props = {
  conversation: ConversationRow;
  me: string;
  zone: string;
  /** `null`: this channel has no templates. */
  onTemplate: (() => void) | null;
};

/** What waits for its time in this conversation, the next first; what could not go stands before all. */
export function ScheduledTray({ conversation, me, zone, onTemplate }: Props) {
  const { t } = useTranslation('conversations');
  const { rows } = useLiveQuery(
    ({ scheduled }) =>
      scheduled.find({
        selector: { conversationId: conversation.id },
        sort: [{ conversationId: 'asc' }, { dueAt: 'asc' }],
      }),
    [conversation.id],
  );
  const waiting = rows.filter(({ cancelled }) => !cancelled);
  if (waiting.length === 0) return null;
  const sorted = [...waiting].sort((a, b) => Number(b.held !== null) - Number(a.held !== null));
  return (
    <ul className={styles.tray} aria-label={t('later.waiting')}>
      {sorted.map((row) => (
        <Card key={row.id} row={row} {...{ conversation, me, zone, onTemplate }} />
      ))}
    </ul>
  );
}

function Card({ row, conversation, me, zone, onTemplate }: Props & { row: ScheduledRow }) {
  const { t } = useTranslation('conversations');
  const { collections } = useReplica();
  const { users } = useDirectory();
  const now = useMinute();
  const words = useMomentWords(zone);
  const messageWords = useMessageWords();
  const problemWords = useProblemWords();
  const [asks, setAsks] = useState<'edit' | 'cancel' | null>(null);
  const { id, held, dueAt, content, authorId } = row;
  const problem = held && problemWords.ofProblem(held);
  const isTemplate = content.kind === 'template';
  const isShut = !isTemplate && windowOf(conversation, now)?.kind === 'templateOnly';
  const author = authorId === me ? null : firstName(users.get(authorId)?.name ?? t('later.somebody'));
  const text = messageWords(content.kind, textOf(content));
  return (
    <li className={classes(styles.card, held && styles.held)}>
      <span className={styles.words} role={held ? 'alert' : undefined}>
        <span className={styles.when}>
          {held ? t('later.held', { at: words(dueAt, now) }) : dueAt === 0 ? t('later.goesNow') : words(dueAt, now)}
          {author && ` · ${author}`}
        </span>
        {problem && (
          <span className={styles.hint}>
            {problem.what} {problem.todo}
          </span>
        )}
        <span className={styles.text}>{text}</span>
      </span>
      <span className={styles.acts}>
        {held && isShut && onTemplate && (
          <Button icon={LayoutTemplate} onClick={onTemplate}>
            {t('template.choose')}
          </Button>
        )}
        <IconButton
          icon={SendHorizontal}
          size="s"
          label={t('later.now')}
          disabled={isShut || dueAt === 0}
          onClick={() => void editLater(collections, { id, dueAt: 0 })}
        />
        <IconButton icon={Pencil} size="s" label={t('later.edit')} onClick={() => setAsks('edit')} />
        <IconButton icon={X} size="s" label={t('later.cancel')} onClick={() => setAsks('cancel')} />
      </span>
      {asks === 'edit' && (
        <EditScheduledDialog conversation={conversation} row={row} zone={zone} onClose={() => setAsks(null)} />
      )}
      <ConfirmDialog
        open={asks === 'cancel'}
        onOpenChange={(open) => !open && setAsks(null)}
        title={t('later.cancelTitle')}
        description={t('later.cancelWhat')}
        confirm={t('later.cancelYes')}
        danger
        onConfirm={() => {
          void cancelLater(collections, { id });
          setAsks(null);
        }}
      />
    </li>
  );
}
