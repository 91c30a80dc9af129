import type { ConversationRow } from '@balcao/replica';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contactLabel, SlaMark } from '../conversations/index.ts';
import { useLiveQuery } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import styles from './Board.module.css';

const SHOWN = 12;

/** The reader's own, what is promised soonest first. From the replica: here without a connection too. */
export function OwnTickets() {
  const { t } = useTranslation('board');
  const { id: me } = useUser();
  const { rows } = useLiveQuery<ConversationRow>(
    ({ conversations }) =>
      conversations.find({ selector: { status: 'open', assigneeId: me }, index: ['status', 'assigneeId', 'recency'] }),
    [me],
  );
  const own = rows.filter(({ ticket }) => ticket?.status === 'in_service').toSorted((a, b) => dueAt(a) - dueAt(b));
  return (
    <section className={styles.wide} aria-label={t('own')}>
      <h2>{t('own')}</h2>
      {own.length === 0 ? (
        <p className={styles.small}>{t('noneOwn')}</p>
      ) : (
        <ul className={styles.own}>
          {own.slice(0, SHOWN).map((row) => (
            <li key={row.id}>
              <Link to="/conversations/{-$id}" params={{ id: row.id }}>
                {contactLabel(row)}
              </Link>
              <span className={styles.quiet}>{row.ticket?.protocol}</span>
              <SlaMark ticket={row.ticket} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Of the promise that ends first; who promises nothing comes last. */
function dueAt({ ticket }: ConversationRow): number {
  const clocks = [ticket?.firstResponse, ticket?.nextResponse, ticket?.resolution];
  return Math.min(
    Number.MAX_SAFE_INTEGER,
    ...clocks.flatMap((clock) => (clock?.kind === 'running' ? [clock.deadlineAt] : [])),
  );
}
