import { useTranslation } from 'react-i18next';
import { Time } from '../../design/Time.tsx';
import { Bubble, type BubbleActions } from './Bubble.tsx';
import { HistoryTop } from './HistoryTop.tsx';
import styles from './Thread.module.css';
import { TimelineEntry } from './TimelineEntry.tsx';
import type { ThreadItem } from './threadItems.ts';

type Props = {
  item: ThreadItem;
  me: string;
  targetId: string | null;
  on: BubbleActions;
  onRetry: () => void;
};

export function ThreadRow({ item, me, targetId, on, onRetry }: Props) {
  const { t } = useTranslation('conversations');
  switch (item.type) {
    case 'top':
      return <HistoryTop state={item.state} onRetry={onRetry} />;
    case 'day':
      return (
        <p className={styles.day}>
          <Time at={item.at} style="day" />
        </p>
      );
    case 'unread':
      return <p className={styles.unread}>{t('thread.unread', { count: item.count })}</p>;
    case 'entry':
      return <TimelineEntry row={item.row} me={me} />;
    case 'bubble':
      return (
        <Bubble
          row={item.row}
          original={item.original}
          startsGroup={item.startsGroup}
          endsGroup={item.endsGroup}
          isTarget={item.row.id === targetId}
          me={me}
          on={on}
        />
      );
  }
}
