import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
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

/** A press while it works does nothing: neither its own, nor its form's. */
const stop = (event: MouseEvent) => event.preventDefault();

export function Button({
  variant = 'default',
  icon,
  keys,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(styles.button, styles[variant], className)}
      // Not `disabled`: that would take the focus away from whoever works by keyboard.
      aria-disabled={busy || rest.disabled || undefined}
      onClick={busy ? stop : onClick}
      aria-busy={busy || undefined}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon && <Icon icon={icon} />}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
}
