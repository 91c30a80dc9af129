import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './Tag.module.css';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

type Props = { tone?: Tone; children: ReactNode; remove?: { label: string; onRemove: () => void }; className?: string };

/** A short word with a meaning: a tag, an SLA, a state. Colour only where it means something. */
export function Tag({ tone = 'neutral', children, remove, className }: Props) {
  return (
    <span className={classes(styles.tag, styles[tone], className)}>
      <span className={styles.text}>{children}</span>
      {remove && (
        <button type="button" className={styles.remove} aria-label={remove.label} onClick={remove.onRemove}>
          <Icon icon={X} size={11} />
        </button>
      )}
    </span>
  );
}
