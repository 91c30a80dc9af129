import type { ConversationRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../design/Tag.tsx';
import { Time } from '../../design/Time.tsx';
import { useLiveQuery } from '../../replica/index.ts';
import { useDirectory } from '../directory.ts';
import styles from './Panel.module.css';

type Props = { conversation: ConversationRow; onOpen: (conversationId: string) => void };

const MOST_SHOWN = 20;

/** The contact's other conversations that are on this device, newest first. */
export function ContactHistory({ conversation, onOpen }: Props) {
  const { t } = useTranslation('conversations');
  const { channels } = useDirectory();
  const { contactId, id } = conversation;
  const { rows } = useLiveQuery(
    (collections) =>
      collections.conversations.find({ selector: { contactId }, index: ['contactId', 'recency'], limit: MOST_SHOWN }),
    [contactId],
  );
  const others = rows.filter((row) => row.id !== id);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('history.title')}</h3>
      {others.length === 0 && <p className={styles.quiet}>{t('history.none')}</p>}
      <ul className={styles.history}>
        {others.map((row) => (
          <li key={row.id}>
            <button type="button" className={styles.past} onClick={() => onOpen(row.id)}>
              <Time at={row.lastActivityAt} className={styles.when} />
              <span className={styles.what}>
                {channels.get(row.channelId)?.name ?? t(`channel.${row.channelKind}`)} ·{' '}
                {t('history.messages', { count: row.messageCount })}
              </span>
              {row.status !== 'closed' && <Tag tone="accent">{t(`status.${row.status}`)}</Tag>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
