import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Toasts.module.css';
import { type Toast, useToasts } from './toastStore.ts';

/** The corner where `toast()` speaks. F8 moves the focus there; hovering holds it. */
export function Toasts() {
  const { t } = useTranslation('design');
  const toasts = useToasts((state) => state.toasts);
  return (
    <Radix.Provider label={t('toasts')} swipeDirection="right">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
      <Radix.Viewport className={styles.corner} label={t('toasts')} />
    </Radix.Provider>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation('design');
  const remove = useToasts((state) => state.remove);
  return (
    <Radix.Root
      className={classes(styles.toast, styles[toast.tone])}
      duration={toast.durationMs ?? Number.POSITIVE_INFINITY}
      type={toast.tone === 'bad' ? 'foreground' : 'background'}
      onOpenChange={(open) => !open && remove(toast.id)}
    >
      <div className={styles.words}>
        <Radix.Title className={styles.title}>{toast.title}</Radix.Title>
        {toast.description && <Radix.Description className={styles.description}>{toast.description}</Radix.Description>}
        {toast.reference && (
          <p className={styles.reference}>
            {t('reference')} <code>{toast.reference}</code>
          </p>
        )}
      </div>
      {toast.action && (
        <Radix.Action asChild altText={toast.action.label}>
          <Button onClick={toast.action.run}>{toast.action.label}</Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <IconButton label={t('close')} icon={X} size="s" />
      </Radix.Close>
    </Radix.Root>
  );
}
