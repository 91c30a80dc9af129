import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Time } from '../design/Time.tsx';
import { useLiveDoc } from '../replica/index.ts';
import { Card } from './Card.tsx';
import type { TicketView } from './noticeView.ts';
import { useAbout } from './useAbout.ts';
import type { Decisions } from './useDecisions.ts';

type Props = { view: TicketView; at: number; decisions: Decisions; onLeave: () => void };

/** A ticket that came to this user, or a promise in it that is about to break (QUE-10, QUE-14). */
export function TicketCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation('notices');
  const about = useAbout(view.conversationId, onLeave);
  const open = () => {
    about.open?.();
    // The promise stays until it is kept; that one was given something is known once it was looked at.
    if (view.kind === 'ticketGiven') void decisions.accept();
  };
  return (
    <Card
      title={view.kind === 'promise' ? t(`promise.${view.state}`) : t('ticketGiven.title')}
      about={about.name}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.accept()}>
            {t('seen')}
          </Button>
          {about.open && (
            <Button variant="primary" onClick={open}>
              {t('open')}
            </Button>
          )}
        </>
      }
    >
      {view.kind === 'promise' ? (
        <p>
          {t(view.state === 'breached' ? `promise.broken.${view.promise}` : `promise.${view.promise}`)}{' '}
          <Time at={view.deadlineAt} style="full" />
        </p>
      ) : (
        <Given view={view} />
      )}
    </Card>
  );
}

function Given({ view }: { view: Extract<TicketView, { kind: 'ticketGiven' }> }) {
  const { t } = useTranslation('notices');
  const { row } = useLiveDoc(
    ({ users }) => (view.byUserId === '' ? null : users.findOne(view.byUserId)),
    [view.byUserId],
  );
  const { protocol, byUserId } = view;
  return (
    <p>
      {byUserId === ''
        ? t('ticketGiven.byQueue', { protocol })
        : t('ticketGiven.bySomebody', { protocol, name: row?.name ?? t('somebody') })}
    </p>
  );
}
