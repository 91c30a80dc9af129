import { may } from '@balcao/domain';
import { useQuery } from '@tanstack/react-query';
import { Paperclip, Pencil, Plus, Slash, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { classes } from '../design/classes.ts';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Icon } from '../design/Icon.tsx';
import { IconButton } from '../design/IconButton.tsx';
import rows from '../design/Rows.module.css';
import { Tag } from '../design/Tag.tsx';
import { useSyncKind } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import styles from './QuickReplies.module.css';
import { ReplyDialog } from './ReplyDialog.tsx';
import { type QuickReply, useQuickReplies } from './useQuickReplies.ts';

/** The company's quick replies and one's own (INB-24). They are read from the replica; changing them needs the server. */
export function QuickRepliesSettings() {
  const { t } = useTranslation('replies');
  const api = useApi();
  const tell = useTellFailure();
  const { role } = useUser();
  const isOffline = useSyncKind() === 'offline';
  const replies = useQuickReplies();
  const counts = useQuery({ queryKey: ['quickReplies', 'counts'], queryFn: () => api.quickReplies.counts.query() });
  const uses = new Map(counts.data?.map((each) => [each.quickReplyId, each.uses]));
  const [edited, setEdited] = useState<QuickReply | 'new' | null>(null);
  const [leaving, setLeaving] = useState<QuickReply | null>(null);
  const mayChange = ({ ownerId }: QuickReply) => !isOffline && (ownerId !== '' || may(role, 'quickReply.manage'));
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t(isOffline ? 'list.offline' : 'list.explain')}</p>
        <Button variant="primary" icon={Plus} disabled={isOffline} onClick={() => setEdited('new')}>
          {t('list.new')}
        </Button>
      </div>
      {replies.length === 0 ? (
        <EmptyState icon={Slash} title={t('list.none')}>
          {t('list.noneHint')}
        </EmptyState>
      ) : (
        <ul className={rows.list}>
          {replies.map((reply) => (
            <li key={reply.id} className={rows.row}>
              <div className={rows.words}>
                <div className={rows.name}>
                  <span className={styles.shortcut}>/{reply.shortcut}</span>
                  {reply.name}
                  <Tag tone={reply.ownerId === '' ? 'neutral' : 'accent'}>
                    {t(reply.ownerId === '' ? 'scope.company' : 'scope.own')}
                  </Tag>
                </div>
                <p className={styles.text}>{reply.text}</p>
                <p className={classes(rows.facts, styles.uses)}>
                  {reply.files.length > 0 && (
                    <span className={styles.fact}>
                      <Icon icon={Paperclip} size={12} />
                      {reply.files.map(({ fileName }) => fileName).join(', ')}
                    </span>
                  )}
                  {counts.data && <span>{t('list.uses', { count: uses.get(reply.id) ?? 0 })}</span>}
                </p>
              </div>
              <div className={rows.actions}>
                <IconButton
                  icon={Pencil}
                  label={t('list.edit', { shortcut: reply.shortcut })}
                  disabled={!mayChange(reply)}
                  onClick={() => setEdited(reply)}
                />
                <IconButton
                  icon={Trash2}
                  label={t('list.remove', { shortcut: reply.shortcut })}
                  disabled={!mayChange(reply)}
                  onClick={() => setLeaving(reply)}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      {edited && <ReplyDialog reply={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      <ConfirmDialog
        danger
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t('list.remove', { shortcut: leaving?.shortcut ?? '' })}
        description={t('list.removeHint')}
        confirm={t('list.removeNow')}
        onConfirm={() => {
          if (leaving) api.quickReplies.remove.mutate({ id: leaving.id }).catch(tell);
          setLeaving(null);
        }}
      />
    </>
  );
}
