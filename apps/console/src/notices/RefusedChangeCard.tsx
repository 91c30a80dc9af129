import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Card } from './Card.tsx';
import { CopyText } from './CopyText.tsx';
import { mayTryAgain, type NoticeView, ownText } from './noticeView.ts';
import { useAbout } from './useAbout.ts';
import type { Decisions } from './useDecisions.ts';
import { useRefusalWords } from './useRefusalWords.ts';
import { Wished } from './Wished.tsx';

type Props = {
  view: Extract<NoticeView, { kind: 'refusedChange' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** A change that was undone: the row is as the server has it. */
export function RefusedChangeCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const words = useRefusalWords(view.problem, view.replica);
  const about = useAbout(view.conversationId, onLeave);
  const canTryAgain = mayTryAgain(view.problem, false) && (view.conversationId === null || about.open !== null);
  return (
    <Card
      title={words.what}
      about={about.name}
      at={at}
      actions={
        <>
          <CopyText text={ownText(view)} />
          {about.open && (
            <Button variant="quiet" onClick={about.open}>
              {t('open')}
            </Button>
          )}
          {canTryAgain && <Button onClick={() => void decisions.changeAgain(view)}>{t('changeAgain')}</Button>}
          <Button variant="primary" onClick={() => void decisions.accept()}>
            {t('accept')}
          </Button>
        </>
      }
    >
      <p>{words.todo}</p>
      <p>{t('undone')}</p>
      <Wished wish={view.wish} />
    </Card>
  );
}
