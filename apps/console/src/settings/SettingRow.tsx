import type { ReactNode } from 'react';
import styles from './Settings.module.css';

/** One setting: what it is on the left, its control on the right. */
export function SettingRow({ label, hint, children }: { label: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <div className={styles.label}>{label}</div>
        {hint && <div className={styles.hint}>{hint}</div>}
      </div>
      {children && <div className={styles.control}>{children}</div>}
    </div>
  );
}
