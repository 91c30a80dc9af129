import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Card } from './Card.tsx';
import { CopyText } from './CopyText.tsx';
import styles from './Notices.module.css';
import { mayTryAgain, type NoticeView } from './noticeView.ts';
import { useAbout } from './useAbout.ts';
import type { Decisions } from './useDecisions.ts';
import { useRefusalWords } from './useRefusalWords.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'refusedMessage' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** A message or note that never became one: its text is here, and nowhere else. */
export function RefusedMessageCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const words = useRefusalWords(view.problem, 'messages');
  const about = useAbout(view.conversationId, onLeave);
  const { open } = about;
  const canTryAgain = open !== null && !view.wasForLater && mayTryAgain(view.problem, (about.lastInboundAt ?? 0) > at);
  const canGiveBack = open !== null && view.text !== '';
  const giveBack = () => void decisions.giveBack(view).then(() => open?.());
  return (
    <Card
      title={words.what}
      about={about.name}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.discard()}>
            {t('discard')}
          </Button>
          <CopyText text={view.text} />
          {canGiveBack && (
            <Button variant={canTryAgain ? 'default' : 'primary'} onClick={giveBack}>
              {t('giveBack')}
            </Button>
          )}
          {canTryAgain && (
            <Button variant="primary" onClick={() => void decisions.sendAgain(view)}>
              {view.isNote ? t('noteAgain') : t('sendAgain')}
            </Button>
          )}
        </>
      }
    >
      <p>{words.todo}</p>
      <p>{view.isNote ? t('noteKept') : t('messageKept')}</p>
      {view.text && <blockquote className={styles.quote}>{view.text}</blockquote>}
    </Card>
  );
}
