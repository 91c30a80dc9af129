import { Check } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import styles from './Checkbox.module.css';
import { Icon } from './Icon.tsx';

type Props = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

export function Checkbox({ checked, onChange, children, hint, disabled = false }: Props) {
  const id = useId();
  return (
    <div className={styles.row}>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next === true)}
        aria-describedby={hint ? `${id}hint` : undefined}
        className={styles.box}
      >
        <Radix.Indicator className={styles.mark}>
          <Icon icon={Check} size={13} />
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={styles.label}>
        {children}
        {hint && (
          <span id={`${id}hint`} className={styles.hint}>
            {hint}
          </span>
        )}
      </label>
    </div>
  );
}
