import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LeadingCard } from './LeadingCard.tsx';
import type { NoticeView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'webhookDisabled' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** An outgoing webhook was switched off; settled by itself once somebody switches it on. */
export function WebhookDisabledCard({ view, ...common }: Props) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  return (
    <LeadingCard
      {...common}
      title={t('webhook.title')}
      about={view.url}
      text={t(`webhook.${view.reason}`)}
      open={t('webhook.open')}
      onOpen={() => void navigate({ to: '/settings/{-$section}', params: { section: 'webhooks' } })}
    />
  );
}
