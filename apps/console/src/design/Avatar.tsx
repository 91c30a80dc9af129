import type { ReactNode } from 'react';
import styles from './Avatar.module.css';
import { classes } from './classes.ts';
import { hueOf, initials } from './initials.ts';

type Props = {
  name: string;
  /** Decides the ground, so that a person keeps theirs when the name changes. */
  id: string;
  size?: 's' | 'm' | 'l';
  /** A mark on the lower right corner: the channel, or a state. */
  corner?: ReactNode;
  className?: string | undefined;
};

/** Initials on a quiet ground. The name stands beside it, so screen readers skip it. */
export function Avatar({ name, id, size = 'm', corner, className }: Props) {
  return (
    <span className={classes(styles.avatar, styles[size], styles[`hue${hueOf(id)}`], className)} aria-hidden="true">
      {initials(name)}
      {corner && <span className={styles.corner}>{corner}</span>}
    </span>
  );
}
