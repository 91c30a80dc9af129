import type { ConversationRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../replica/index.ts';
import { useMinute } from '../useMinute.ts';
import { timeLeft } from '../windowLeft.ts';
import { placeInLine } from './line.ts';
import styles from './Ticket.module.css';

/** How long a conversation has waited, and how many are before it. Known offline too, as of the last word. */
export function Waiting({ conversation }: { conversation: ConversationRow }) {
  const { ticket, status } = conversation;
  return ticket?.status === 'waiting' && status === 'open' ? (
    <InLine conversation={conversation} since={ticket.enteredAt} />
  ) : null;
}

function InLine({ conversation, since }: { conversation: ConversationRow; since: number }) {
  const { t } = useTranslation('conversations');
  const now = useMinute();
  const { rows } = useLiveQuery(
    ({ conversations }) =>
      conversations.find({ selector: { status: 'open', assigneeId: '' }, index: ['status', 'assigneeId', 'recency'] }),
    [],
  );
  const { hours, minutes } = timeLeft(now - since);
  return (
    <span className={styles.waiting}>
      {t('line.waiting', {
        place: placeInLine(conversation, rows) ?? 1,
        time: t('sla.time', { hours, minutes }),
      })}
    </span>
  );
}
