import { CONVERSATION_PRIORITIES } from '@balcao/domain';
import type { ConversationRow, ConversationTicket } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { InlineChoice, TagPicker } from '../../contacts/index.ts';
import { Time } from '../../design/Time.tsx';
import { useDirectory } from '../directory.ts';
import { levelOf } from '../priority.ts';
import { urgentPromise } from '../ticket/promise.ts';
import { SlaMark } from '../ticket/SlaMark.tsx';
import { Waiting } from '../ticket/Waiting.tsx';
import { useMinute } from '../useMinute.ts';
import styles from './Panel.module.css';

type Props = {
  conversation: ConversationRow;
  onTags: (tags: string[]) => void;
  onPriority: (priority: number) => void;
};

/** The conversation's own facts, below the contact's. */
export function ConversationFacts({ conversation, onTags, onPriority }: Props) {
  const { t } = useTranslation('conversations');
  const { queues, users, tags } = useDirectory();
  const { assigneeId, queueId, openedAt, messageCount } = conversation;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('facts.title')}</h3>
      <dl className={styles.facts}>
        <dt>{t('facts.queue')}</dt>
        <dd>
          {queues.get(queueId) ?? t('facts.noQueue')}
          <Waiting conversation={conversation} />
        </dd>
        <dt>{t('facts.assignee')}</dt>
        <dd>{users.get(assigneeId)?.name ?? t('facts.nobody')}</dd>
        <dt>{t('priority.label')}</dt>
        <dd>
          <InlineChoice
            label={t('priority.label')}
            value={String(levelOf(conversation.priority))}
            choices={CONVERSATION_PRIORITIES.map((level) => ({ value: String(level), label: t(`priority.${level}`) }))}
            onChange={async (level) => onPriority(Number(level))}
          />
        </dd>
        <dt>{t('facts.opened')}</dt>
        <dd>
          <Time at={openedAt} style="full" />
        </dd>
        {conversation.ticket && (
          <>
            <dt>{t('facts.protocol')}</dt>
            <dd>{conversation.ticket.protocol}</dd>
            <Due ticket={conversation.ticket} />
            <Rated ticket={conversation.ticket} />
          </>
        )}
        <dt>{t('facts.messages')}</dt>
        <dd>{messageCount}</dd>
        <dt>{t('tags.label')}</dt>
        <dd>
          <TagPicker label={t('tags.label')} chosen={conversation.tags} tags={tags} onChange={onTags} />
        </dd>
      </dl>
    </section>
  );
}

/** Until when something is promised; nothing where nothing runs. */
function Due({ ticket }: { ticket: ConversationTicket }) {
  const { t } = useTranslation('conversations');
  const now = useMinute();
  if (!urgentPromise(ticket, now)) return null;
  return (
    <>
      <dt>{t('facts.due')}</dt>
      <dd>
        <SlaMark ticket={ticket} />
      </dd>
    </>
  );
}

/** What the contact said of it (QUE-11). */
function Rated({ ticket: { rating, ratingComment } }: { ticket: ConversationTicket }) {
  const { t } = useTranslation('conversations');
  if (rating === null) return null;
  return (
    <>
      <dt>{t('facts.rating')}</dt>
      <dd>
        {t('facts.rated', { rating })} {ratingComment !== '' && <q>{ratingComment}</q>}
      </dd>
    </>
  );
}
