import { TextField } from '../../design/TextField.tsx';

type Props = { label: string; least: number; value: number | null; onChange: (value: number) => void };

/** Nothing written counts as the least. */
export function NumberField({ label, least, value, onChange }: Props) {
  return (
    <TextField
      type="number"
      min={least}
      label={label}
      value={value ?? ''}
      onChange={(event) => {
        const { valueAsNumber } = event.currentTarget;
        onChange(Number.isNaN(valueAsNumber) ? least : valueAsNumber);
      }}
    />
  );
}
