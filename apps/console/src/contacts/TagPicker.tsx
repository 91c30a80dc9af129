import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../design/Icon.tsx';
import { Menu, MenuCheck, MenuLabel } from '../design/Menu.tsx';
import { Tag, type Tone } from '../design/Tag.tsx';
import styles from './ContactPanel.module.css';

export type TagName = { name: string; tone: Tone };

type Props = {
  label: string;
  /** Ids. */
  chosen: readonly string[];
  tags: ReadonlyMap<string, TagName>;
  onChange: (chosen: string[]) => void;
};

/** Tags as chips, with a menu to tick others. An id that no tag has any more stays, unseen. */
export function TagPicker({ label, chosen, tags, onChange }: Props) {
  const { t } = useTranslation('contacts');
  const without = (id: string) => chosen.filter((other) => other !== id);
  return (
    <span className={styles.tags}>
      {chosen.map((id) => {
        const tag = tags.get(id);
        if (!tag) return null;
        return (
          <Tag
            key={id}
            tone={tag.tone}
            remove={{ label: t('removeTag', { tag: tag.name }), onRemove: () => onChange(without(id)) }}
          >
            {tag.name}
          </Tag>
        );
      })}
      <Menu
        trigger={
          <button type="button" className={styles.addTag} aria-label={t('editTags', { what: label })}>
            <Icon icon={Plus} size={12} />
            {chosen.length === 0 && t('addTag')}
          </button>
        }
      >
        <MenuLabel>{label}</MenuLabel>
        {[...tags].map(([id, { name }]) => (
          <MenuCheck
            key={id}
            checked={chosen.includes(id)}
            onChange={(isOn) => onChange(isOn ? [...chosen, id] : without(id))}
          >
            {name}
          </MenuCheck>
        ))}
        {tags.size === 0 && <MenuLabel>{t('noTags')}</MenuLabel>}
      </Menu>
    </span>
  );
}
