import styles from './Highlighted.module.css';
import type { Snippet } from './searchIndex.ts';

/** A found text with what was searched marked in it. */
export function Highlighted({ snippet }: { snippet: Snippet }) {
  const { text, matches } = snippet;
  let at = 0;
  const parts = matches.map(([from, to]) => {
    const before = text.slice(at, from);
    at = to;
    return (
      <span key={from}>
        {before}
        <mark className={styles.mark}>{text.slice(from, to)}</mark>
      </span>
    );
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
