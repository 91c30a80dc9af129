import { CONVERSATION_STATUSES } from '@balcao/domain';
import { ListFilter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Checkbox } from '../../design/Checkbox.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { Popover } from '../../design/Popover.tsx';
import { Segmented } from '../../design/Segmented.tsx';
import { Select } from '../../design/Select.tsx';
import { useDirectory } from '../directory.ts';
import styles from './ListHeader.module.css';
import { type ConversationView, filterCount } from './view.ts';

type Props = { view: ConversationView; onChange: (part: Partial<ConversationView>) => void; onClear: () => void };

/** Narrows the list: status, queue, channel, tag, unread. */
export function FilterButton({ view, onChange, onClear }: Props) {
  const { t } = useTranslation('conversations');
  const { queues, channels, tags } = useDirectory();
  const active = filterCount(view);
  const any = { value: '', label: t('filter.any') };
  const options = (names: Iterable<[string, string]>) => [
    any,
    ...[...names].map(([value, label]) => ({ value, label })),
  ];
  return (
    <span className={styles.filtered}>
      <Popover
        label={t('filter.label')}
        trigger={
          <IconButton
            icon={ListFilter}
            label={active > 0 ? t('filter.active', { count: active }) : t('filter.label')}
            pressed={active > 0}
          />
        }
      >
        <div className={styles.filters}>
          <Segmented
            label={t('filter.status')}
            variant="framed"
            value={view.status}
            segments={CONVERSATION_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={(status) => onChange({ status })}
          />
          <Select
            label={t('filter.queue')}
            value={view.queueId}
            options={options(queues)}
            onChange={(queueId) => onChange({ queueId })}
          />
          <Select
            label={t('filter.channel')}
            value={view.channelId}
            options={options([...channels].map(([id, { name }]) => [id, name]))}
            onChange={(channelId) => onChange({ channelId })}
          />
          <Select
            label={t('filter.tag')}
            value={view.tagId}
            options={options([...tags].map(([id, { name }]) => [id, name]))}
            onChange={(tagId) => onChange({ tagId })}
          />
          <Checkbox checked={view.unread} onChange={(unread) => onChange({ unread })}>
            {t('filter.unread')}
          </Checkbox>
          {active > 0 && <Button onClick={onClear}>{t('filter.clear')}</Button>}
        </div>
      </Popover>
    </span>
  );
}
