import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Card } from './Card.tsx';
import type { NoticeView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'queueUnserved' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** Tickets wait in a queue that has no members; settled by itself once somebody serves it. */
export function UnservedCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const open = () => {
    onLeave();
    void navigate({ to: '/settings/{-$section}', params: { section: 'queues' } });
  };
  return (
    <Card
      title={t('unserved.title')}
      about={view.name}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.accept()}>
            {t('seen')}
          </Button>
          <Button variant="primary" onClick={open}>
            {t('unserved.open')}
          </Button>
        </>
      }
    >
      <p>{t('unserved.text')}</p>
    </Card>
  );
}
