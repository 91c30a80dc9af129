import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip.tsx';

type Props = Omit<ComponentProps<'button'>, 'aria-label'> & {
  /** What it does, read aloud and shown on hover. */
  label: string;
  icon: LucideIcon;
  keys?: string | undefined;
  /** For a button that stays in: pressed or not. */
  pressed?: boolean;
  size?: 's' | 'm';
};

export function IconButton({ label, icon, keys, pressed, size = 'm', className, ...rest }: Props) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={classes(styles.button, styles[size], className)}
      >
        <Icon icon={icon} size={size === 's' ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
