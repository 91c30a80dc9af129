import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './State.module.css';

type Props = {
  /** What happened. */
  title: string;
  /** What it means and what to do. */
  children?: ReactNode;
  /** The id that the server's log has too (CON-37). */
  reference?: string | null;
  onRetry?: () => void;
  action?: ReactNode;
};

export function ErrorState({ title, children, reference, onRetry, action }: Props) {
  const { t } = useTranslation('design');
  return (
    <div className={styles.state} role="alert">
      <span className={styles.bad}>
        <Icon icon={TriangleAlert} size={22} />
      </span>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {(onRetry || action) && (
        <div className={styles.action}>
          {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
          {action}
        </div>
      )}
      {reference && (
        <p className={styles.reference}>
          {t('reference')} <code>{reference}</code>
        </p>
      )}
    </div>
  );
}
