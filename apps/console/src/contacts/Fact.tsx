import type { ReactNode } from 'react';
import styles from './ContactPanel.module.css';

/** One line of a contact: what it is, and its value. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
