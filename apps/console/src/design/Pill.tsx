import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import styles from './Pill.module.css';

export type PillTone = 'good' | 'warn' | 'bad' | 'accent' | 'neutral';
type Props = ComponentProps<'button'> & { tone?: PillTone };

/**
 * A state in words with a dot, to be pressed for more: sync, availability. The dot never moves: what moves without end
 * costs every letter that is typed meanwhile a frame (docs/decisions/0246).
 */
export function Pill({ tone = 'neutral', className, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={classes(styles.pill, styles[tone], className)}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.text}>{children}</span>
    </button>
  );
}
