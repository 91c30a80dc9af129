import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classes } from '../design/classes.ts';
import { Icon } from '../design/Icon.tsx';
import { Menu, MenuChoices } from '../design/Menu.tsx';
import styles from './Inline.module.css';

type Props<Value extends string> = {
  label: string;
  value: string;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => Promise<void>;
};

/** A value that opens its alternatives when pressed. A value that is none of them is shown as it is. */
export function InlineChoice<Value extends string>({ label, value, choices, onChange }: Props<Value>) {
  const { t } = useTranslation('contacts');
  const chosen = choices.find((choice) => choice.value === value);
  const shown = chosen?.label ?? value;
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={classes(styles.shown, styles.choice, value === '' && styles.empty)}
          aria-label={t('editNow', { field: label, value: shown })}
        >
          {shown}
          <Icon icon={ChevronDown} size={13} />
        </button>
      }
    >
      <MenuChoices
        label={label}
        value={(chosen?.value ?? '') as Value}
        choices={choices}
        onChange={(next) => void onChange(next)}
      />
    </Menu>
  );
}
