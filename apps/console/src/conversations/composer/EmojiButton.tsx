import { Smile } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../design/IconButton.tsx';
import { Popover } from '../../design/Popover.tsx';
import styles from './EmojiButton.module.css';
import { EmojiPanel } from './EmojiPanel.tsx';

/** Emoji for the text that is being written. */
export function EmojiButton({ onChoose }: { onChoose: (emoji: string) => void }) {
  const { t } = useTranslation('conversations');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      align="start"
      side="top"
      label={t('emoji.label')}
      className={styles.popover ?? ''}
      trigger={<IconButton icon={Smile} label={t('emoji.label')} />}
    >
      <EmojiPanel
        onChoose={(emoji) => {
          setOpen(false);
          onChoose(emoji);
        }}
      />
    </Popover>
  );
}
