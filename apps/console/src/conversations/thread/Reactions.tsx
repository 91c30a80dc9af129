import type { MessageRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import styles from './Reactions.module.css';
import { ourReaction } from './reactions.ts';

type Props = { reactions: MessageRow['reactions']; onRemove: (() => void) | null };

/** Chips on the lower edge of a bubble, equal ones counted; ours is taken back by a press. */
export function Reactions({ reactions, onRemove }: Props) {
  const { t } = useTranslation('conversations');
  const counts = new Map<string, number>();
  for (const { emoji } of reactions) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  const ours = ourReaction({ reactions });
  return (
    <ul className={styles.chips} aria-label={t('reactions')}>
      {[...counts].map(([emoji, count]) => (
        <li key={emoji}>
          {emoji === ours && onRemove ? (
            <button
              type="button"
              className={classes(styles.chip, styles.ours)}
              aria-label={t('react.remove', { emoji })}
              title={t('react.remove', { emoji })}
              onClick={onRemove}
            >
              {emoji}
              {count > 1 && <span className={styles.count}>{count}</span>}
            </button>
          ) : (
            <span className={styles.chip}>
              {emoji}
              {count > 1 && <span className={styles.count}>{count}</span>}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
