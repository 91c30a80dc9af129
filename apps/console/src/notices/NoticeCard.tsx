import type { NoticeRow } from '@balcao/replica';
import { AgendaCard } from './AgendaCard.tsx';
import { AppointmentCard } from './AppointmentCard.tsx';
import { DecideCard } from './DecideCard.tsx';
import { HeldCard } from './HeldCard.tsx';
import { InvitationCard } from './InvitationCard.tsx';
import { noticeView } from './noticeView.ts';
import { RefusedChangeCard } from './RefusedChangeCard.tsx';
import { RefusedMessageCard } from './RefusedMessageCard.tsx';
import { TicketCard } from './TicketCard.tsx';
import { ToldCard } from './ToldCard.tsx';
import { UndeliveredCard } from './UndeliveredCard.tsx';
import { UnservedCard } from './UnservedCard.tsx';
import { useDecisions } from './useDecisions.ts';
import { WebhookDisabledCard } from './WebhookDisabledCard.tsx';

/** One thing that came back, whatever its kind. */
export function NoticeCard({ row, onLeave }: { row: NoticeRow; onLeave: () => void }) {
  const view = noticeView(row);
  const decisions = useDecisions(row.id);
  const common = { at: row.createdAt, decisions, onLeave };
  switch (view.kind) {
    case 'refusedMessage':
      return <RefusedMessageCard view={view} {...common} />;
    case 'refusedChange':
      return <RefusedChangeCard view={view} {...common} />;
    case 'agenda':
      return <AgendaCard view={view} {...common} />;
    case 'appointment':
      return <AppointmentCard view={view} {...common} />;
    case 'decide':
      return <DecideCard view={view} {...common} />;
    case 'undelivered':
      return <UndeliveredCard view={view} {...common} />;
    case 'held':
      return <HeldCard view={view} {...common} />;
    case 'mentioned':
    case 'transferred':
      return <ToldCard view={view} {...common} />;
    case 'ticketGiven':
    case 'promise':
      return <TicketCard view={view} {...common} />;
    case 'invitationAnswered':
      return <InvitationCard view={view} {...common} />;
    case 'webhookDisabled':
      return <WebhookDisabledCard view={view} {...common} />;
    case 'queueUnserved':
      return <UnservedCard view={view} {...common} />;
  }
}
