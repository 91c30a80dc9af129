import type { ConversationRow } from '@balcao/replica';
import { Tags } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../design/IconButton.tsx';
import { Menu, MenuCheck, MenuLabel } from '../../design/Menu.tsx';
import { useDirectory } from '../directory.ts';

type Props = { conversation: ConversationRow; onChange: (tags: string[]) => void };

/** Tags of the conversation, ticked in one go. */
export function TagsButton({ conversation, onChange }: Props) {
  const { t } = useTranslation('conversations');
  const { tags } = useDirectory();
  const toggle = (id: string, isOn: boolean) =>
    onChange(isOn ? [...conversation.tags, id] : conversation.tags.filter((tag) => tag !== id));
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={Tags} label={t('tags.edit')} pressed={conversation.tags.length > 0} />}
    >
      <MenuLabel>{t('tags.label')}</MenuLabel>
      {[...tags].map(([id, { name }]) => (
        <MenuCheck key={id} checked={conversation.tags.includes(id)} onChange={(isOn) => toggle(id, isOn)}>
          {name}
        </MenuCheck>
      ))}
      {tags.size === 0 && <MenuLabel>{t('tags.none')}</MenuLabel>}
    </Menu>
  );
}
