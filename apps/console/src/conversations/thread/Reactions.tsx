import type { MessageRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import styles from './Reactions.module.css';

/** Chips on the lower edge of a bubble, equal ones counted. */
export function Reactions({ reactions }: { reactions: MessageRow['reactions'] }) {
  const { t } = useTranslation('conversations');
  const counts = new Map<string, number>();
  for (const { emoji } of reactions) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return (
    <ul className={styles.chips} aria-label={t('reactions')}>
      {[...counts].map(([emoji, count]) => (
        <li key={emoji} className={styles.chip}>
          {emoji}
          {count > 1 && <span className={styles.count}>{count}</span>}
        </li>
      ))}
    </ul>
  );
}
