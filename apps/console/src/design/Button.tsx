import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

type Props = ComponentProps<'button'> & {
  /** `primary`: the one thing most people came for, once a view. `quiet`: no edge. `danger`: cannot be undone. */
  variant?: 'default' | 'primary' | 'quiet' | 'danger';
  icon?: LucideIcon;
  /** The shortcut that does the same, shown where it works: `e`, `mod+k`. */
  keys?: string | undefined;
  /** Working on it: shown, announced, and no second press. */
  busy?: boolean;
};

export function Button({
  variant = 'default',
  icon,
  keys,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(styles.button, styles[variant], className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon && <Icon icon={icon} />}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
}
