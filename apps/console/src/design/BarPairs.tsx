import styles from './BarPairs.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type BarPair = { key: string; label: string; first: number; second: number };
type Props = {
  label: string;
  /** What the two of each pair are. */
  names: readonly [string, string];
  pairs: readonly BarPair[];
  /** How an amount is read. */
  words: (value: number) => string;
};

/** Two amounts beside each other, many times: before and after. For screen readers it is the table that it stands for. */
export function BarPairs({ label, names, pairs, words }: Props) {
  const most = Math.max(1, ...pairs.flatMap(({ first, second }) => [first, second]));
  const every = Math.ceil(pairs.length / 12);
  const height = (value: number) => `${value > 0 ? Math.max(2, (value / most) * 100) : 0}%`;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{label}</span>
        <span className={styles.key}>
          <span className={styles.first} /> {names[0]}
        </span>
        <span className={styles.key}>
          <span className={styles.second} /> {names[1]}
        </span>
        <span className={styles.most}>{words(most)}</span>
      </figcaption>
      <VisuallyHidden>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{names[0]}</th>
              <th scope="col">{names[1]}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <tr key={pair.key}>
                <th scope="row">{pair.label}</th>
                <td>{words(pair.first)}</td>
                <td>{words(pair.second)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
      <div className={styles.plot} aria-hidden="true">
        {pairs.map((pair, at) => (
          <div
            key={pair.key}
            className={styles.column}
            title={`${pair.label}: ${words(pair.first)} → ${words(pair.second)}`}
          >
            <span className={styles.pair}>
              <span className={styles.first} style={{ height: height(pair.first) }} />
              <span className={styles.second} style={{ height: height(pair.second) }} />
            </span>
            <span className={styles.tick}>{at % every === 0 ? pair.label : ''}</span>
          </div>
        ))}
      </div>
    </figure>
  );
}
