import styles from './Reports.module.css';

export type FigureColumn<Line> = { title: string; words: (line: Line) => string };

type Props<Line> = {
  /** What the lines are by. */
  title: string;
  columns: readonly FigureColumn<Line>[];
  lines: readonly Line[];
  nameOf: (key: string) => string;
};

/** The same figures by one thing: a row each. Without a line there is no table. */
export function FigureTable<Line extends { key: string }>({ title, columns, lines, nameOf }: Props<Line>) {
  if (lines.length === 0) return null;
  return (
    <section className={styles.breakdown}>
      <h2>{title}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>{title}</span>
            </th>
            {columns.map((column) => (
              <th key={column.title} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{nameOf(line.key)}</th>
              {columns.map((column) => (
                <td key={column.title}>{column.words(line)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
