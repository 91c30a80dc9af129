import type { NoticeRow } from '@balcao/replica';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { contactLabel } from '../conversations/index.ts';
import { Button } from '../design/Button.tsx';
import { Time } from '../design/Time.tsx';
import { useLiveDoc, useReplica } from '../replica/index.ts';
import styles from './Notices.module.css';
import { type NoticeView, noticeView } from './noticeView.ts';
import { takeWish } from './takeWish.ts';
import { useGiveBack } from './useGiveBack.ts';
import { useNoticeActions } from './useNotices.ts';

/** One thing that came back: what it was, why, and what can be done. */
export function NoticeCard({ row, onLeave }: { row: NoticeRow; onLeave: () => void }) {
  const view = noticeView(row);
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <Heading view={view} />
        <Time at={row.createdAt} style="ago" className={styles.time} />
      </header>
      {view.kind !== 'decide' && view.conversationId && <With conversationId={view.conversationId} />}
      <Body view={view} />
      <Actions id={row.id} view={view} onLeave={onLeave} />
    </article>
  );
}

function Heading({ view }: { view: NoticeView }) {
  const { t } = useTranslation('notices');
  const words = useProblemWords();
  if (view.kind === 'decide') return <h3>{t('decide.title')}</h3>;
  return <h3>{words.ofProblem(view.problem).what}</h3>;
}

/** Whose conversation it is about, where this console still has it. */
function With({ conversationId }: { conversationId: string }) {
  const { row } = useLiveDoc(({ conversations }) => conversations.findOne(conversationId), [conversationId]);
  return row && <p className={styles.with}>{contactLabel(row)}</p>;
}

function Body({ view }: { view: NoticeView }) {
  const { t } = useTranslation('notices');
  const words = useProblemWords();
  if (view.kind === 'decide') {
    return (
      <dl className={styles.sides}>
        <dt>{t('decide.mine')}</dt>
        <dd>{view.mine || t('decide.empty')}</dd>
        <dt>{t('decide.stands')}</dt>
        <dd>{view.stands || t('decide.empty')}</dd>
      </dl>
    );
  }
  return (
    <>
      <p>{words.ofProblem(view.problem).todo}</p>
      {view.kind === 'refusedMessage' && <blockquote className={styles.quote}>{view.text}</blockquote>}
    </>
  );
}

function Actions({ id, view, onLeave }: { id: string; view: NoticeView; onLeave: () => void }) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const { collections } = useReplica();
  const { settle } = useNoticeActions();
  const giveBack = useGiveBack();
  const open = (conversationId: string) => {
    onLeave();
    void navigate({ to: '/conversations/{-$id}', params: { id: conversationId } });
  };

  switch (view.kind) {
    case 'refusedMessage':
      return (
        <footer className={styles.actions}>
          <Button onClick={() => void settle(id)} variant="quiet">
            {t('discard')}
          </Button>
          <Button onClick={() => open(view.conversationId)}>{t('open')}</Button>
          <Button
            variant="primary"
            onClick={() =>
              void giveBack(view).then(async () => {
                await settle(id);
                open(view.conversationId);
              })
            }
          >
            {t('giveBack')}
          </Button>
        </footer>
      );
    case 'refusedChange':
      return (
        <footer className={styles.actions}>
          {view.conversationId && (
            <Button onClick={() => view.conversationId && open(view.conversationId)}>{t('open')}</Button>
          )}
          <Button variant="primary" onClick={() => void settle(id)}>
            {t('settle')}
          </Button>
        </footer>
      );
    case 'decide':
      return (
        <footer className={styles.actions}>
          <Button onClick={() => void settle(id)}>{t('decide.keep')}</Button>
          <Button variant="primary" onClick={() => void takeWish(collections, view).then(() => settle(id))}>
            {t('decide.take')}
          </Button>
        </footer>
      );
  }
}
