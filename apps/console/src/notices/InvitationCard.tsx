import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import { Card } from './Card.tsx';
import type { NoticeView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'invitationAnswered' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** Somebody's calendar answered that they do not come, or may not: what becomes of the appointment is for people to decide. */
export function InvitationCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const language = useLanguage();
  const navigate = useNavigate();
  const open = () => {
    onLeave();
    void navigate({ to: '/calendar' });
  };
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: view.zone });
  return (
    <Card
      title={t(`invitation.${view.answer}`, { name: view.name })}
      about={`${view.title} · ${time.format(view.at)}`}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.accept()}>
            {t('seen')}
          </Button>
          <Button variant="primary" onClick={open}>
            {t('invitation.open')}
          </Button>
        </>
      }
    >
      <p>{t('invitation.hint')}</p>
    </Card>
  );
}
