import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Card } from './Card.tsx';
import styles from './Notices.module.css';
import type { NoticeView } from './noticeView.ts';
import { useAbout } from './useAbout.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'held' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** A message whose time came and that could not go: it waits in its conversation, where it can be sent, moved or given up. */
export function HeldCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const words = useProblemWords().ofProblem(view.problem);
  const about = useAbout(view.conversationId, onLeave);
  return (
    <Card
      title={t('held.title')}
      about={about.name}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.accept()}>
            {t('seen')}
          </Button>
          {about.open && (
            <Button variant="primary" onClick={about.open}>
              {t('open')}
            </Button>
          )}
        </>
      }
    >
      <p>
        {words.what} {words.todo}
      </p>
      {view.text && <p>{t('held.kept')}</p>}
      {view.text && <blockquote className={styles.quote}>{view.text}</blockquote>}
    </Card>
  );
}
