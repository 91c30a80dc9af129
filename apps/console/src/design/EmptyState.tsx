import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import styles from './State.module.css';

type Props = {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode /** What can be done about it. */;
  action?: ReactNode;
};

/** Nothing here, and why that is fine, or what to do. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className={styles.state} role="status">
      {icon && (
        <span className={styles.icon}>
          <Icon icon={icon} size={22} />
        </span>
      )}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
