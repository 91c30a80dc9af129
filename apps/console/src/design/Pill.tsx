import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import styles from './Pill.module.css';

export type PillTone = 'good' | 'warn' | 'bad' | 'accent' | 'neutral';
type Props = ComponentProps<'button'> & {
  tone?: PillTone /** The dot breathes while something is under way. */;
  working?: boolean;
};

/** A state in words with a dot, to be pressed for more: sync, availability. */
export function Pill({ tone = 'neutral', working = false, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(styles.pill, styles[tone], working && styles.working, className)}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.text}>{children}</span>
    </button>
  );
}
