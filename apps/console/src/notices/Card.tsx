import { type ReactNode, useId } from 'react';
import { Time } from '../design/Time.tsx';
import styles from './Notices.module.css';

type Props = {
  /** What happened. */
  title: string;
  /** Whose conversation or contact it is about. */
  about?: ReactNode;
  /** Epoch ms. */
  at?: number;
  children: ReactNode;
  actions: ReactNode;
};

/** One case of the tray: what happened, what it means, what can be done. */
export function Card({ title, about, at, children, actions }: Props) {
  const id = useId();
  return (
    <article className={styles.card} aria-labelledby={id}>
      <header className={styles.head}>
        <h3 id={id}>{title}</h3>
        {at !== undefined && <Time at={at} style="ago" className={styles.time} />}
      </header>
      {about && <p className={styles.with}>{about}</p>}
      {children}
      <footer className={styles.actions}>{actions}</footer>
    </article>
  );
}
