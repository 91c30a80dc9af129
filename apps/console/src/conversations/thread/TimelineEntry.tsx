import type { SystemEvent } from '@balcao/domain';
import type { MessageRow } from '@balcao/replica';
import {
  AlarmClock,
  Archive,
  ArrowRightLeft,
  Flag,
  Inbox,
  type LucideIcon,
  Phone,
  RotateCcw,
  Tag,
  UserRound,
} from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { Time } from '../../design/Time.tsx';
import { timeInWords } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { type Directory, useDirectory } from '../directory.ts';
import { levelOf } from '../priority.ts';
import styles from './TimelineEntry.module.css';

const ICONS: Record<SystemEvent['type'], LucideIcon> = {
  opened: Inbox,
  assigned: UserRound,
  transferred: ArrowRightLeft,
  closed: Archive,
  reopened: RotateCcw,
  snoozed: AlarmClock,
  tagged: Tag,
  prioritised: Flag,
  numberChanged: Phone,
};

/** A change in the conversation's life, in a sentence (INB-17). */
export const TimelineEntry = memo(function TimelineEntry({ row, me }: { row: MessageRow; me: string }) {
  const words = useEventWords(me);
  if (row.content.kind !== 'system') return null;
  const { event } = row.content;
  const icon = event.type === 'assigned' && event.toUserId === null ? ArrowRightLeft : ICONS[event.type];
  return (
    <p className={styles.entry}>
      <Icon icon={icon} size={14} />
      <span>{words(event, row.createdAt)}</span>
      <Time at={row.createdAt} style="clock" className={styles.time} />
    </p>
  );
});

function useEventWords(me: string): (event: SystemEvent, at: number) => string {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const directory = useDirectory();
  const who = (userId: string | null) => ({
    who: userId === me ? 'you' : userId ? 'other' : 'none',
    name: nameOf(directory, userId),
  });
  const tagNames = (ids: readonly string[]) =>
    new Intl.ListFormat(language).format(ids.map((id) => directory.tags.get(id)?.name ?? '?'));

  return (event, at) => {
    switch (event.type) {
      case 'opened': {
        const queue = event.queueId ? directory.queues.get(event.queueId) : undefined;
        return queue ? t('event.openedIn', { queue }) : t('event.opened');
      }
      case 'assigned': {
        const by = who(event.byUserId);
        if (event.toUserId === null) return t('event.unassigned', by);
        if (event.toUserId === event.byUserId) return t('event.claimed', by);
        const to = who(event.toUserId);
        return t('event.assigned', { ...by, to: to.who, toName: to.name });
      }
      case 'transferred': {
        const by = who(event.byUserId);
        const to = who(event.toUserId);
        const queue = event.toQueueId ? (directory.queues.get(event.toQueueId) ?? '?') : '';
        const what = event.toProgram
          ? t('event.transferredToProgram', by)
          : queue
            ? t('event.transferredToQueue', { ...by, queue })
            : t('event.transferred', { ...by, to: to.who, toName: to.name });
        return event.reason ? `${what}: ${event.reason}` : what;
      }
      case 'closed':
        return event.reason
          ? t('event.closedFor', { ...who(event.byUserId), reason: event.reason })
          : t('event.closed', who(event.byUserId));
      case 'reopened':
        return t('event.reopened', who(event.byUserId));
      case 'snoozed':
        return event.until === null
          ? t('event.snoozed', who(event.byUserId))
          : t('event.snoozedUntil', {
              ...who(event.byUserId),
              until: timeInWords(event.until, at, 'full', language),
            });
      case 'tagged':
        if (event.removed.length === 0)
          return t('event.tagged', { ...who(event.byUserId), tags: tagNames(event.added) });
        if (event.added.length === 0)
          return t('event.untagged', { ...who(event.byUserId), tags: tagNames(event.removed) });
        return t('event.retagged', {
          ...who(event.byUserId),
          added: tagNames(event.added),
          removed: tagNames(event.removed),
        });
      case 'prioritised':
        return t('event.prioritised', { ...who(event.byUserId), level: t(`priority.${levelOf(event.priority)}`) });
      case 'numberChanged':
        return t('event.numberChanged', { from: event.from, to: event.to });
    }
  };
}

function nameOf(directory: Directory, userId: string | null): string {
  return userId ? (directory.users.get(userId)?.name ?? '?') : '';
}
