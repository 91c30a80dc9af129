import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import styles from './Field.module.css';
import { Field, type FieldProps } from './Field.tsx';
import { Icon } from './Icon.tsx';

type Props<Value extends string> = FieldProps &
  Omit<ComponentProps<'select'>, 'id' | 'value' | 'onChange' | keyof FieldProps> & {
    value: Value;
    options: readonly { value: Value; label: string; disabled?: boolean }[];
    onChange: (value: Value) => void;
  };

/** The system's own list: it types ahead, speaks, and fits a phone, which no drawn one does as well. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, hideLabel, hint, problem, className, value, options, onChange, ...select } = props;
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onChange(option.value);
  };
  return (
    <Field
      {...{ label, hint, problem, className }}
      hideLabel={hideLabel ?? false}
      control={(control) => (
        <span className={styles.chosen}>
          <select
            {...select}
            {...control}
            value={value}
            onChange={(event) => choose(event.currentTarget.value)}
            className={classes(styles.control, styles.select)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon icon={ChevronDown} size={14} className={styles.arrow} />
        </span>
      )}
    />
  );
}
