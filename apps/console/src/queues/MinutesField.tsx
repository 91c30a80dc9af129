import { useState } from 'react';
import { TextField } from '../design/TextField.tsx';

type Props = { label: string; seconds: number | null; onChange: (seconds: number | null) => void };

/** A length of time in minutes; kept in seconds, empty is none. */
export function MinutesField({ label, seconds, onChange }: Props) {
  const [typed, setTyped] = useState(seconds === null ? '' : String(Math.round((seconds / 60) * 100) / 100));
  return (
    <TextField
      type="number"
      min={0}
      step="any"
      label={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const minutes = event.currentTarget.valueAsNumber;
        onChange(Number.isNaN(minutes) ? null : Math.round(minutes * 60));
      }}
    />
  );
}
