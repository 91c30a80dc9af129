import { ToggleGroup } from 'radix-ui';
import { classes } from './classes.ts';
import styles from './Segmented.module.css';

export type Segment<Value extends string> = { value: Value; label: string; count?: number | undefined };
type Props<Value extends string> = {
  label: string;
  value: Value;
  segments: readonly Segment<Value>[];
  onChange: (value: Value) => void;
  /** `framed`: a setting in a form. `bare`: a filter above a list. */
  variant?: 'bare' | 'framed';
  className?: string | undefined;
};

/** One of a few, all in sight. Arrow keys move between them. */
export function Segmented<Value extends string>({
  label,
  value,
  segments,
  onChange,
  variant = 'bare',
  className,
}: Props<Value>) {
  const choose = (next: string) => {
    const segment = segments.find((candidate) => candidate.value === next);
    if (segment) onChange(segment.value); // pressing the chosen one again would give '': it stays
  };
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={choose}
      aria-label={label}
      className={classes(styles.group, styles[variant], className)}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item key={segment.value} value={segment.value} className={styles.segment}>
          {segment.label}
          {segment.count !== undefined && <span className={styles.count}>{segment.count}</span>}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
