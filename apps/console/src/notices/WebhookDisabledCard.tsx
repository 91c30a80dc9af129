import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Card } from './Card.tsx';
import type { NoticeView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'webhookDisabled' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** An outgoing webhook was switched off; settled by itself once somebody switches it on. */
export function WebhookDisabledCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const open = () => {
    onLeave();
    void navigate({ to: '/settings/{-$section}', params: { section: 'webhooks' } });
  };
  return (
    <Card
      title={t('webhook.title')}
      about={view.url}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.accept()}>
            {t('seen')}
          </Button>
          <Button variant="primary" onClick={open}>
            {t('webhook.open')}
          </Button>
        </>
      }
    >
      <p>{t(`webhook.${view.reason}`)}</p>
    </Card>
  );
}
