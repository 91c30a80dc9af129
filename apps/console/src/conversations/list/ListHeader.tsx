import { ArrowDownUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../design/IconButton.tsx';
import { Menu, MenuChoices } from '../../design/Menu.tsx';
import { Segmented } from '../../design/Segmented.tsx';
import { useReplica } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import { useWindow } from '../window/useWindow.ts';
import styles from './ListHeader.module.css';
import { openSegmentCounts } from './segmentCounts.ts';
import { type ConversationView, SEGMENTS, SORTS } from './view.ts';

type Props = { view: ConversationView; onChange: (part: Partial<ConversationView>) => void };

/** A longer number would push the segments out of their line. */
const MOST_COUNTED = 999;

export function ListHeader({ view, onChange }: Props) {
  const { t } = useTranslation('conversations');
  const replica = useReplica();
  const me = useUser().id;
  const counts = useWindow(() => openSegmentCounts(replica, view.status, me), [replica, view.status, me])?.state;
  const segments = SEGMENTS.map((value) => {
    const count = counts?.[value];
    return {
      value,
      label: t(`segment.${value}`),
      count: count === undefined || count > MOST_COUNTED ? undefined : count,
    };
  });
  return (
    <div className={styles.header}>
      <Segmented
        label={t('segment.label')}
        value={view.segment}
        segments={segments}
        onChange={(segment) => onChange({ segment })}
      />
      <Menu
        align="end"
        trigger={<IconButton icon={ArrowDownUp} label={t('sort.now', { sort: t(`sort.${view.sort}`) })} size="s" />}
      >
        <MenuChoices
          label={t('sort.label')}
          value={view.sort}
          choices={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
          onChange={(sort) => onChange({ sort })}
        />
      </Menu>
    </div>
  );
}
