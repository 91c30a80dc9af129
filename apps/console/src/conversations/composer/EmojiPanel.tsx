import { EmojiPicker, type EmojiPickerListComponents } from 'frimousse';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import styles from './EmojiButton.module.css';
import { loadEmoji } from './emojiData.ts';

const COLUMNS = 9;

/** How the picker draws its list; one object, or every key press would draw all of it again. */
const PARTS: EmojiPickerListComponents = { CategoryHeader, Row, Emoji };

/** Emoji by name and by group, in the reader's language. */
export function EmojiPanel({ onChoose }: { onChoose: (emoji: string) => void }) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  return (
    <EmojiPicker.Root
      className={styles.picker}
      columns={COLUMNS}
      locale={language}
      resolveEmojiData={() => loadEmoji(language)}
      onEmojiSelect={({ emoji }) => onChoose(emoji)}
    >
      <EmojiPicker.Search
        className={styles.search}
        placeholder={t('emoji.search')}
        aria-label={t('emoji.search')}
        autoFocus
      />
      <EmojiPicker.Viewport className={styles.viewport}>
        <EmojiPicker.Loading className={styles.state}>{t('emoji.loading')}</EmojiPicker.Loading>
        <EmojiPicker.Empty className={styles.state}>{t('emoji.none')}</EmojiPicker.Empty>
        <EmojiPicker.List components={PARTS} />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  );
}

function CategoryHeader({ category, ...props }: ComponentProps<EmojiPickerListComponents['CategoryHeader']>) {
  return (
    <div {...props} className={styles.category}>
      {category.label}
    </div>
  );
}

function Row(props: ComponentProps<EmojiPickerListComponents['Row']>) {
  return <div {...props} className={styles.row} />;
}

function Emoji({ emoji, ...props }: ComponentProps<EmojiPickerListComponents['Emoji']>) {
  return (
    <button {...props} type="button" className={styles.emoji} title={emoji.label}>
      {emoji.emoji}
    </button>
  );
}
