import { useTranslation } from 'react-i18next';
import { leadTo } from '../conversations/index.ts';
import { Button } from '../design/Button.tsx';
import { useLiveDoc } from '../replica/index.ts';
import { Card } from './Card.tsx';
import styles from './Notices.module.css';
import type { ToldView } from './noticeView.ts';
import { useAbout } from './useAbout.ts';
import type { Decisions } from './useDecisions.ts';

type Props = { view: ToldView; at: number; decisions: Decisions; onLeave: () => void };

/** A colleague called this user in a note, or handed a conversation over (INB-16). */
export function ToldCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const about = useAbout(view.conversationId, onLeave);
  const { row: colleague } = useLiveDoc(({ users }) => users.findOne(view.byUserId), [view.byUserId]);
  const name = colleague?.name ?? t('somebody');
  const open = () => {
    if (view.kind === 'mentioned') leadTo(view.conversationId, view.messageId);
    about.open?.();
    void decisions.accept();
  };
  return (
    <Card
      title={t(`told.${view.kind}`, { name })}
      about={about.name}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.accept()}>
            {t('seen')}
          </Button>
          {about.open && (
            <Button variant="primary" onClick={open}>
              {t(view.kind === 'mentioned' ? 'openNote' : 'open')}
            </Button>
          )}
        </>
      }
    >
      {view.text && <blockquote className={styles.quote}>{view.text}</blockquote>}
    </Card>
  );
}
