import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LeadingCard } from './LeadingCard.tsx';
import type { NoticeView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'queueUnserved' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** Tickets wait in a queue that has no members; settled by itself once somebody serves it. */
export function UnservedCard({ view, ...common }: Props) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  return (
    <LeadingCard
      {...common}
      title={t('unserved.title')}
      about={view.name}
      text={t('unserved.text')}
      open={t('unserved.open')}
      onOpen={() => void navigate({ to: '/settings/{-$section}', params: { section: 'queues' } })}
    />
  );
}
