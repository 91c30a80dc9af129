import { Checkbox } from '../../design/Checkbox.tsx';
import field from '../../design/Field.module.css';
import styles from '../CalendarScreen.module.css';

type Props = {
  legend: string;
  hint: string;
  /** Why the choice cannot stay as it is. */
  problem?: string | null;
  all: readonly { id: string; name: string }[];
  chosen: readonly string[];
  onToggle: (id: string, on: boolean) => void;
};

/** Any of some. */
export function Choices({ legend, hint, problem = null, all, chosen, onToggle }: Props) {
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.checks}>
        {all.map(({ id, name }) => (
          <Checkbox key={id} checked={chosen.includes(id)} onChange={(on) => onToggle(id, on)}>
            {name}
          </Checkbox>
        ))}
      </div>
      {hint && <p className={styles.small}>{hint}</p>}
      {problem && (
        <p role="alert" className={field.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}
