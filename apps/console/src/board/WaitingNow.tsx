import type { ConversationRow } from '@balcao/replica';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contactLabel, SlaMark, useDirectory } from '../conversations/index.ts';
import { Time } from '../design/Time.tsx';
import { useLiveQuery } from '../replica/index.ts';
import styles from './Board.module.css';

/** Higher: a page to scroll; the list of conversations has them all. */
const SHOWN = 8;

/** Who is next, as the queues give them out. */
export function WaitingNow({ queueId, total }: { queueId: string | null; total: number }) {
  const { t } = useTranslation('board');
  const { queues, channels } = useDirectory();
  const { rows } = useLiveQuery<ConversationRow>(
    ({ conversations }) =>
      conversations.find({ selector: { status: 'open', assigneeId: '' }, index: ['status', 'assigneeId', 'recency'] }),
    [],
  );
  const next = rows
    .flatMap((row) =>
      row.ticket?.status === 'waiting' && (queueId === null || row.queueId === queueId)
        ? [{ row, ticket: row.ticket }]
        : [],
    )
    .toSorted((a, b) => b.ticket.priority - a.ticket.priority || a.ticket.linedUpAt - b.ticket.linedUpAt)
    .slice(0, SHOWN);
  return (
    <section className={styles.wide} aria-label={t('inLine')}>
      <h2>{t('inLine')}</h2>
      {next.length === 0 ? (
        <p className={styles.small}>{t('nobodyWaits')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('protocol')}</th>
              <th scope="col">{t('contact')}</th>
              <th scope="col">{t('queue')}</th>
              <th scope="col">{t('entered')}</th>
              <th scope="col" className={styles.number}>
                {t('priority')}
              </th>
              <th scope="col" className={styles.number}>
                {t('deadline')}
              </th>
            </tr>
          </thead>
          <tbody>
            {next.map(({ row, ticket }) => (
              <tr key={row.id}>
                <td className={styles.plain}>{ticket.protocol}</td>
                <td>
                  <Link to="/conversations/{-$id}" params={{ id: row.id }}>
                    {contactLabel(row)}
                  </Link>{' '}
                  <span className={styles.quiet}>{channels.get(row.channelId)?.name}</span>
                </td>
                <td>{queues.get(row.queueId)}</td>
                <td>
                  <Time at={ticket.enteredAt} style="list" />
                </td>
                <td className={styles.number}>{ticket.priority}</td>
                <td className={styles.number}>
                  <SlaMark ticket={ticket} size="short" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > next.length && next.length > 0 && (
        <p className={styles.small}>{t('more', { count: total - next.length })}</p>
      )}
    </section>
  );
}
