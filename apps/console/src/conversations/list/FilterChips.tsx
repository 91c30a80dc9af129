import { useTranslation } from 'react-i18next';
import { Tag } from '../../design/Tag.tsx';
import { useDirectory } from '../directory.ts';
import styles from './ListHeader.module.css';
import { type ConversationView, filterCount } from './view.ts';

type Props = { view: ConversationView; onChange: (part: Partial<ConversationView>) => void; onClear: () => void };

/** What narrows the list now, in sight, each to be taken away. */
export function FilterChips({ view, onChange, onClear }: Props) {
  const { t } = useTranslation('conversations');
  const { queues, channels, tags } = useDirectory();
  if (filterCount(view) === 0) return null;
  const chips: { label: string; without: Partial<ConversationView> }[] = [
    ...(view.status === 'open' ? [] : [{ label: t(`status.${view.status}`), without: { status: 'open' as const } }]),
    ...(view.queueId ? [{ label: queues.get(view.queueId) ?? '?', without: { queueId: '' } }] : []),
    ...(view.channelId ? [{ label: channels.get(view.channelId)?.name ?? '?', without: { channelId: '' } }] : []),
    ...(view.tagId ? [{ label: tags.get(view.tagId)?.name ?? '?', without: { tagId: '' } }] : []),
    ...(view.unread ? [{ label: t('filter.unread'), without: { unread: false } }] : []),
  ];
  return (
    <div className={styles.chips}>
      {chips.map(({ label, without }) => (
        <Tag
          key={label}
          tone="accent"
          remove={{ label: t('filter.remove', { filter: label }), onRemove: () => onChange(without) }}
        >
          {label}
        </Tag>
      ))}
      {chips.length > 1 && (
        <button type="button" className={styles.clear} onClick={onClear}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}
