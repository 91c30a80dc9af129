import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';
import { Icon } from './Icon.tsx';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons; the one that most people want comes last. */
  footer?: ReactNode;
  size?: 's' | 'm' | 'l';
};

/** Something to settle before going on. Focus stays inside and returns; Escape closes. */
export function Dialog({ open, onOpenChange, title, description, children, footer, size = 'm' }: Props) {
  const { t } = useTranslation('design');
  // Radix gives the focus back to a trigger of its own, and these dialogs have none.
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim}>
          <Radix.Content
            className={classes(styles.dialog, styles[size])}
            onOpenAutoFocus={() => {
              opener.current = openerNow();
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              if (opener.current instanceof HTMLElement) opener.current.focus();
            }}
            {...(description ? {} : { 'aria-describedby': undefined })}
          >
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            {description && <Radix.Description className={styles.description}>{description}</Radix.Description>}
            {children && <div className={styles.body}>{children}</div>}
            {footer && <footer className={styles.footer}>{footer}</footer>}
            {/* Last, so that the focus first goes to what the dialog is about; without a tooltip, which would open with it. */}
            <Radix.Close className={styles.close} aria-label={t('close')}>
              <Icon icon={X} />
            </Radix.Close>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What has the focus; of an item in a menu, which closes with it, the button of that menu. */
function openerNow(): Element | null {
  const active = document.activeElement;
  const menu = active?.closest('[role="menu"]');
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active;
}

type ConfirmProps = Omit<Props, 'children' | 'footer' | 'size'> & {
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
};

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ confirm, danger = false, busy = false, onConfirm, ...rest }: ConfirmProps) {
  const { t } = useTranslation('design');
  const footer = (
    <>
      <Button onClick={() => rest.onOpenChange(false)}>{t('cancel')}</Button>
      <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
        {confirm}
      </Button>
    </>
  );
  return <Dialog {...rest} size="s" footer={footer} />;
}
