import type { MessageRow } from '@balcao/replica';
import { Plus } from 'lucide-react';
import { Popover as Radix } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import { Icon } from '../../design/Icon.tsx';
import { EmojiPanel } from '../composer/EmojiPanel.tsx';
import styles from './ReactionPicker.module.css';
import { ourReaction } from './reactions.ts';

/** What people react with nearly always; everything else is behind the plus. */
const USUAL = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** The message, and its bubble, at which the picker stands: the button goes when the pointer leaves it. */
export type Reacting = { row: MessageRow; at: HTMLElement };

type Props = {
  reacting: Reacting;
  /** An empty emoji takes ours back. */
  onReact: (row: MessageRow, emoji: string) => void;
  onClose: () => void;
};

/** One for the whole thread: a popover in each bubble that scrolls by would cost more than the bubble. */
export function ReactionPicker({ reacting: { row, at }, onReact, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const [isWhole, setWhole] = useState(false);
  const ours = ourReaction(row);
  const choose = (emoji: string) => {
    onReact(row, emoji === ours ? '' : emoji);
    onClose();
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={{ current: at }} />
      <Radix.Portal>
        <Radix.Content
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('react.label')}
          className={classes(styles.picker, isWhole && styles.whole)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            at.focus();
          }}
        >
          {isWhole ? (
            <EmojiPanel onChoose={choose} />
          ) : (
            <>
              {USUAL.map((emoji) => (
                <button
                  key={emoji}
                  type="button"
                  className={styles.emoji}
                  aria-pressed={emoji === ours}
                  aria-label={t(emoji === ours ? 'react.remove' : 'react.with', { emoji })}
                  onClick={() => choose(emoji)}
                >
                  {emoji}
                </button>
              ))}
              {ours && !USUAL.includes(ours) && (
                <button
                  type="button"
                  className={styles.emoji}
                  aria-pressed
                  aria-label={t('react.remove', { emoji: ours })}
                  onClick={() => choose(ours)}
                >
                  {ours}
                </button>
              )}
              <button type="button" className={styles.more} aria-label={t('react.more')} onClick={() => setWhole(true)}>
                <Icon icon={Plus} />
              </button>
            </>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
