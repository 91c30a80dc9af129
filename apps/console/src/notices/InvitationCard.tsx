import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/useLanguage.ts';
import { LeadingCard } from './LeadingCard.tsx';
import type { NoticeView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'invitationAnswered' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** Somebody's calendar answered that they do not come, or may not: what becomes of the appointment is for people to decide. */
export function InvitationCard({ view, ...common }: Props) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const language = useLanguage();
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: view.zone });
  return (
    <LeadingCard
      {...common}
      title={t(`invitation.${view.answer}`, { name: view.name })}
      about={`${view.title} · ${time.format(view.at)}`}
      text={t('invitation.hint')}
      open={t('invitation.open')}
      onOpen={() => void navigate({ to: '/calendar' })}
    />
  );
}
