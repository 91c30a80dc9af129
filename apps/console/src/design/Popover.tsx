import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Popover.module.css';

type Props = {
  trigger: ReactNode;
  /** What it is, for screen readers. */
  label: string;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string | undefined;
};

/** A small surface beside its button. Focus goes in and comes back; Escape and a press outside close it. */
export function Popover({
  trigger,
  label,
  children,
  align = 'end',
  side = 'bottom',
  open,
  onOpenChange,
  className,
}: Props) {
  const control = { ...(open !== undefined && { open }), ...(onOpenChange && { onOpenChange }) };
  return (
    <Radix.Root {...control}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={classes(styles.popover, className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the popover around it when pressed. */
export const PopoverClose = Radix.Close;
