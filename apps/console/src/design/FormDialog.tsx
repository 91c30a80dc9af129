import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './FormDialog.module.css';

type Props = {
  title: string;
  size?: 's' | 'm' | 'l';
  /** What the button says that settles it. */
  submit: string;
  busy?: boolean;
  /** What is written cannot be sent yet. */
  disabled?: boolean;
  /** What is to be mended before it can be sent: said beside the button, which waits for it. */
  unfinished?: string | null;
  /** Why it was refused. */
  problem?: { what: string; todo: string } | null;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A form to fill in, to send or to leave; Enter sends. Fields tell their own faults: the browser's words are turned off. */
export function FormDialog({
  title,
  size = 'm',
  submit,
  busy = false,
  unfinished = null,
  disabled = unfinished !== null,
  problem = null,
  onSubmit,
  onClose,
  children,
}: Props) {
  const { t } = useTranslation('design');
  const id = useId();
  return (
    <Dialog
      open
      size={size}
      title={title}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          {unfinished && (
            <p role="status" className={styles.unfinished}>
              {unfinished}
            </p>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={id} busy={busy} disabled={disabled}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog above another form is inside it for React.
          event.stopPropagation();
          if (!disabled && !busy) onSubmit();
        }}
      >
        {children}
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem.what} {problem.todo}
          </p>
        )}
      </form>
    </Dialog>
  );
}
