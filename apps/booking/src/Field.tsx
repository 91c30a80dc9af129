import type { ComponentChildren } from 'preact';

type Attributes = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined };
type FieldProps = {
  id: string;
  label: string;
  fault: string | null;
  children: (attributes: Attributes) => ComponentChildren;
};

/** A control with its name and, where there is one, its fault. */
export function Field({ id, label, fault, children }: FieldProps) {
  const told = `${id}-fault`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': fault !== null, 'aria-describedby': fault === null ? undefined : told })}
      {fault !== null && (
        <p id={told} class="fault">
          {fault}
        </p>
      )}
    </div>
  );
}
