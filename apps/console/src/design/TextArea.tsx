import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import styles from './Field.module.css';
import { Field, type FieldProps } from './Field.tsx';

type Props = FieldProps & Omit<ComponentProps<'textarea'>, 'id' | keyof FieldProps>;

/** Grows with what is written, up to 40 % of the window. */
export function TextArea({ label, hideLabel, hint, problem, className, ...textarea }: Props) {
  return (
    <Field
      {...{ label, hint, problem, className }}
      hideLabel={hideLabel ?? false}
      control={(control) => <textarea {...textarea} {...control} className={classes(styles.control, styles.tall)} />}
    />
  );
}
