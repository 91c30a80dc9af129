import type { ComponentProps, ReactNode } from 'react';
import styles from './Field.module.css';
import { Field, type FieldProps } from './Field.tsx';

type Props = FieldProps &
  Omit<ComponentProps<'input'>, 'id' | keyof FieldProps> & {
    /** A small button inside the right edge. */ end?: ReactNode;
  };

export function TextField({ label, hideLabel, hint, problem, className, end, ...input }: Props) {
  return (
    <Field
      {...{ label, hint, problem, className }}
      hideLabel={hideLabel ?? false}
      control={(control) => {
        const field = <input type="text" {...input} {...control} className={styles.control} />;
        if (!end) return field;
        return (
          <div className={styles.withEnd}>
            {field}
            <span className={styles.end}>{end}</span>
          </div>
        );
      }}
    />
  );
}
