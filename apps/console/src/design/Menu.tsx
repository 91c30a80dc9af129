import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix, ContextMenu as RadixContext } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

type MenuProps = {
  /** One button of the design; gets the menu's ARIA by itself. */
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function Menu({ trigger, children, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) {
  const control = { ...(open !== undefined && { open }), ...(onOpenChange && { onOpenChange }) };
  return (
    // Not modal: the page behind would be hidden from screen readers with its focusable parts still in it.
    <Radix.Root modal={false} {...control}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} side={side} sideOffset={6} collisionPadding={8} className={styles.menu}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = {
  children: ReactNode;
  icon?: LucideIcon;
  keys?: string | undefined;
  /** A second, quieter line: why it is disabled, what it will do. */
  hint?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
};

function ItemBody({ children, icon, keys, hint }: Pick<ItemProps, 'children' | 'icon' | 'keys' | 'hint'>) {
  return (
    <>
      {icon && <Icon icon={icon} className={styles.icon} />}
      <span className={styles.words}>
        {children}
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
      {keys && <Kbd keys={keys} />}
    </>
  );
}

export function MenuItem({ danger = false, disabled = false, onSelect, ...body }: ItemProps) {
  return (
    <Radix.Item className={classes(styles.item, danger && styles.danger)} disabled={disabled} onSelect={onSelect}>
      <ItemBody {...body} />
    </Radix.Item>
  );
}

/** One of several; the chosen one is ticked. */
export function MenuChoices<Value extends string>(props: {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
}) {
  return (
    <Radix.RadioGroup value={props.value} aria-label={props.label}>
      {props.choices.map((choice) => (
        <Radix.RadioItem
          key={choice.value}
          value={choice.value}
          className={styles.item}
          onSelect={() => props.onChange(choice.value)}
        >
          <span className={styles.tick}>
            <Radix.ItemIndicator>
              <Icon icon={Check} size={14} />
            </Radix.ItemIndicator>
          </span>
          {choice.icon}
          <span className={styles.words}>{choice.label}</span>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuCheck(props: { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }) {
  return (
    <Radix.CheckboxItem
      className={styles.item}
      checked={props.checked}
      onCheckedChange={props.onChange}
      onSelect={(event) => event.preventDefault()} // several are ticked in one go
    >
      <span className={styles.tick}>
        <Radix.ItemIndicator>
          <Icon icon={Check} size={14} />
        </Radix.ItemIndicator>
      </span>
      <span className={styles.words}>{props.children}</span>
    </Radix.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className={styles.label}>{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className={styles.separator} />;
}

/** The same on a right click; `items` are `ContextMenuItem`s. Whatever it offers must also be reachable otherwise. */
export function ContextMenu({ items, children }: { items: ReactNode; children: ReactNode }) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content collisionPadding={8} className={styles.menu}>
          {items}
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}

export function ContextMenuItem({ danger = false, disabled = false, onSelect, ...body }: ItemProps) {
  return (
    <RadixContext.Item
      className={classes(styles.item, danger && styles.danger)}
      disabled={disabled}
      onSelect={onSelect}
    >
      <ItemBody {...body} />
    </RadixContext.Item>
  );
}
