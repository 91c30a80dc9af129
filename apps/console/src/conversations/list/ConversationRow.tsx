import type { MarkRow, ConversationRow as Row } from '@balcao/replica';
import { Check, Flag, Pin } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../design/Avatar.tsx';
import { Badge } from '../../design/Badge.tsx';
import { classes } from '../../design/classes.ts';
import { Icon } from '../../design/Icon.tsx';
import { Tag } from '../../design/Tag.tsx';
import { Time } from '../../design/Time.tsx';
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx';
import { contactLabel } from '../contactLabel.ts';
import { useDirectory } from '../directory.ts';
import { useDeskOthers } from '../presence/deskOthers.ts';
import { levelOf } from '../priority.ts';
import { SlaMark } from '../ticket/SlaMark.tsx';
import { unreadCount } from '../unread.ts';
import { ChannelMark } from './ChannelMark.tsx';
import styles from './ConversationRow.module.css';
import { type LastMessage, previewOf } from './preview.ts';
import { RowColleagues } from './RowColleagues.tsx';
import { RowPreview } from './RowPreview.tsx';

type Props = {
  row: Row;
  mark: MarkRow | undefined;
  unsent: LastMessage | undefined;
  isOpen: boolean;
  isChosen: boolean;
  /** Something is chosen: all rows show their boxes. */
  isChoosing: boolean;
  /** `isRange`: up to here, from the last one. */
  onChoose: (id: string, isRange: boolean) => void;
  isOnline: boolean;
};

/** One conversation in the list: who, when, what was said last, and what wants attention. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { row, mark, unsent, isOpen, isChosen, isChoosing, onChoose, isOnline } = props;
  const { t } = useTranslation('conversations');
  const { tags } = useDirectory();
  const others = useDeskOthers(row.id);
  const unread = unreadCount(row, mark);
  const name = contactLabel(row);
  const [firstTag, ...moreTags] = row.tags.flatMap((id) => tags.get(id) ?? []);
  return (
    <div
      className={classes(
        styles.row,
        isOpen && styles.open,
        isChosen && styles.chosen,
        isChoosing && styles.choosing,
        unread > 0 && styles.unread,
      )}
    >
      <span className={styles.face}>
        <Avatar name={name} id={row.contactId} corner={<ChannelMark kind={row.channelKind} />} />
        {/* biome-ignore lint/a11y/useSemanticElements: an input would take the click's Shift away, and the row its keys */}
        <button
          type="button"
          role="checkbox"
          aria-checked={isChosen}
          aria-label={t('bulk.select', { name })}
          // By keyboard it is X: a stop at every row would make the list endless.
          tabIndex={-1}
          className={styles.box}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(row.id, event.shiftKey);
          }}
        >
          {isChosen && <Icon icon={Check} size={14} />}
        </button>
      </span>
      <div className={styles.words}>
        <div className={styles.line}>
          <span className={styles.name}>{name}</span>
          {row.botActive && <Tag tone="accent">{t('list.bot')}</Tag>}
          {firstTag && (
            <Tag tone={firstTag.tone} className={styles.tag ?? ''}>
              {firstTag.name}
            </Tag>
          )}
          {moreTags.length > 0 && (
            <span className={styles.moreTags} title={moreTags.map((tag) => tag.name).join(', ')}>
              +{moreTags.length}
              <VisuallyHidden> {moreTags.map((tag) => tag.name).join(', ')}</VisuallyHidden>
            </span>
          )}
          <span className={styles.end}>
            {row.priority > 0 && (
              <span
                role="img"
                aria-label={t('list.priority', { level: t(`priority.${levelOf(row.priority)}`) })}
                className={styles.priority}
              >
                <Icon icon={Flag} size={11} />
              </span>
            )}
            {mark?.pinned && (
              <span role="img" aria-label={t('list.pinned')} className={styles.pin}>
                <Icon icon={Pin} size={11} />
              </span>
            )}
            <Time at={row.lastActivityAt} className={styles.time} />
          </span>
        </div>
        <div className={styles.line}>
          <SlaMark ticket={row.ticket} size="short" onlyAtRisk />
          <RowPreview preview={previewOf(row, mark, unsent, isOnline)} />
          <RowColleagues others={others} />
          <Badge count={unread} label={t('list.unread', { count: unread })} className={styles.count} />
        </div>
      </div>
    </div>
  );
});
