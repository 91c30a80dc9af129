import { localDayAt } from '@balcao/domain';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useBookingScreen } from '../booking/index.ts';
import { Button } from '../design/Button.tsx';
import { Time } from '../design/Time.tsx';
import { useLiveDoc } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { Card } from './Card.tsx';
import type { AppointmentView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = { view: AppointmentView; at: number; decisions: Decisions; onLeave: () => void };

/** What became of an appointment that this user serves, or receives people for (BOOK-18). */
export function AppointmentCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const { edit, goTo } = useBookingScreen();
  const { zone } = useUser();
  const { byUserId } = view;
  const { row } = useLiveDoc(({ users }) => (byUserId === '' ? null : users.findOne(byUserId)), [byUserId]);
  return (
    <Card
      title={t(`appointment.title.${view.what}`)}
      about={view.title}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.accept()}>
            {t('seen')}
          </Button>
          <Button
            variant="primary"
            onClick={() => {
              onLeave();
              void decisions.accept();
              goTo(localDayAt(view.from, zone).date);
              if (view.what !== 'cancelled') edit({ kind: 'appointment', id: view.appointmentId });
              void navigate({ to: '/calendar' });
            }}
          >
            {t('agenda.open')}
          </Button>
        </>
      }
    >
      <p>
        {t('appointment.what', { type: view.typeName })}
        <Time at={view.from} style="full" />
      </p>
      <p>
        {byUserId === ''
          ? t('appointment.byContact')
          : t('appointment.bySomebody', { name: row?.name ?? t('somebody') })}
      </p>
      {view.isUntold && <p>{t('appointment.untold')}</p>}
    </Card>
  );
}
