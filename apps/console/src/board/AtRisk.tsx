import { slaState } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contactLabel, SlaMark, useDirectory } from '../conversations/index.ts';
import { useNow } from '../i18n/clock.ts';
import { useLiveQuery } from '../replica/index.ts';
import styles from './Board.module.css';

/** Higher: a page to scroll; the list's order by deadline has them all. */
const SHOWN = 6;
/** Higher: a desk with thousands open is read whole for a handful of lines. */
const LOOKED_AT = 500;

/** Promises that are nearly broken, or are, of everything that the reader sees (CON-10): the most urgent first. */
export function AtRisk({ queueId }: { queueId: string | null }) {
  const { t } = useTranslation('board');
  const now = useNow();
  const { users } = useDirectory();
  const { rows } = useLiveQuery<ConversationRow>(
    // Whoever was answered longest ago is in danger first.
    ({ conversations }) =>
      conversations.find({
        selector: { status: 'open' },
        sort: [{ status: 'asc' }, { lastActivityAt: 'asc' }],
        index: ['status', 'lastActivityAt'],
        limit: LOOKED_AT,
      }),
    [],
  );
  const risky = rows
    .filter((row) => queueId === null || row.queueId === queueId)
    .flatMap((row) => {
      const endsAt = riskOf(row, now);
      return endsAt === null ? [] : [{ row, endsAt }];
    })
    .toSorted((one, other) => one.endsAt - other.endsAt);
  return (
    <section className={styles.whole} aria-label={t('atRisk')}>
      <h2>{t('atRisk')}</h2>
      {risky.length === 0 ? (
        <p className={styles.small}>{t('noRisk')}</p>
      ) : (
        <ul className={styles.own}>
          {risky.slice(0, SHOWN).map(({ row }) => (
            <li key={row.id}>
              <Link to="/conversations/{-$id}" params={{ id: row.id }}>
                {contactLabel(row)}
              </Link>
              <span className={styles.quiet}>
                {row.assigneeId === '' ? t('nobodys') : users.get(row.assigneeId)?.name}
              </span>
              <SlaMark ticket={row.ticket} />
            </li>
          ))}
        </ul>
      )}
      {risky.length > SHOWN && <p className={styles.small}>{t('moreRisk', { count: risky.length - SHOWN })}</p>}
    </section>
  );
}

/** When the promise in danger that ends first ends; `null`: none is. */
function riskOf({ ticket }: ConversationRow, now: number): number | null {
  const clocks = [ticket?.firstResponse, ticket?.nextResponse, ticket?.resolution];
  const ends = clocks.flatMap((clock) => {
    if (clock?.kind !== 'running') return [];
    const state = slaState(clock, now);
    return state === 'warning' || state === 'breached' ? [clock.deadlineAt] : [];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}
