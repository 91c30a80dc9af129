import styles from './Kbd.module.css';
import { isApple, keyNames } from './keyNames.ts';

/** A shortcut, written as this system writes it. Hidden from screen readers: `aria-keyshortcuts` and the help say it. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" className={styles.place}>
      <kbd className={styles.kbd}>{keyNames(keys, isApple(navigator.platform))}</kbd>
    </span>
  );
}
