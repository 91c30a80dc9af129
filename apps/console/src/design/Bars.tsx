import styles from './Bars.module.css';
import { classes } from './classes.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type Bar = {
  key: string;
  label: string;
  value: number /** As it is read; the number itself where left out. */;
  words?: string;
};
type Props = {
  label: string;
  bars: readonly Bar[];
  /** The one that stands out: now, today. */
  current?: string | undefined;
};

/** Amounts beside each other. Drawn for the eye; for screen readers it is the table that it stands for. */
export function Bars({ label, bars, current }: Props) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  // A label for each of many would run into the next.
  const every = Math.ceil(bars.length / 12);
  return (
    <figure className={styles.figure}>
      <VisuallyHidden>
        <table>
          <caption>{label}</caption>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.key}>
                <th scope="row">{bar.label}</th>
                <td>{bar.words ?? bar.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
      <div className={styles.plot} aria-hidden="true">
        {bars.map((bar, at) => (
          <div key={bar.key} className={styles.column} title={`${bar.label}: ${bar.words ?? bar.value}`}>
            <span className={styles.value}>{bar.value > 0 && bars.length <= 31 ? bar.value : ''}</span>
            <span
              className={classes(styles.bar, bar.key === current && styles.current)}
              style={{ height: `${Math.max(bar.value > 0 ? 3 : 1, (bar.value / most) * 100)}%` }}
            />
            <span className={styles.tick}>{at % every === 0 ? bar.label : ''}</span>
          </div>
        ))}
      </div>
    </figure>
  );
}
