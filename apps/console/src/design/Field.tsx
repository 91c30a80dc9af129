import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import styles from './Field.module.css';

export type FieldProps = {
  label: string;
  /** Only for a field whose surroundings say what it is; screen readers still hear the label. */
  hideLabel?: boolean;
  hint?: ReactNode;
  /** What is wrong with it, in words; marks the field as invalid. */
  problem?: string | null | undefined;
  className?: string | undefined;
};

/** What ties a control to its label, hint and problem. */
export type ControlProps = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

/** Label, control, hint and problem, one above the other. The control is given by the caller, with the ids to wear. */
export function Field(props: FieldProps & { control: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const noteId = `${id}note`;
  const note = props.problem ?? props.hint;
  return (
    <div className={classes(styles.field, props.className)}>
      <label htmlFor={id} className={props.hideLabel ? styles.hidden : styles.label}>
        {props.label}
      </label>
      {props.control({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': props.problem ? true : undefined,
      })}
      {note && (
        <p
          id={noteId}
          className={props.problem ? styles.problem : styles.hint}
          role={props.problem ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  );
}
