import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../design/classes.ts';
import styles from './Inline.module.css';

type Props = {
  label: string;
  value: string;
  placeholder: string;
  maxLength: number;
  type?: 'text' | 'email';
  isTitle?: boolean;
  /** What is wrong with a value, in words. */
  problemOf?: (value: string) => string | null;
  onSave: (value: string) => Promise<void>;
};

/** A value that becomes a field when pressed. Enter and leaving keep it, Escape takes it back. */
export function InlineText({
  label,
  value,
  placeholder,
  maxLength,
  type = 'text',
  isTitle = false,
  problemOf,
  onSave,
}: Props) {
  const { t } = useTranslation('contacts');
  const [typed, setTyped] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const problem = typed === null ? null : (problemOf?.(typed.trim()) ?? null);

  const close = () => {
    setTyped(null);
    requestAnimationFrame(() => button.current?.focus());
  };
  const save = () => {
    if (typed === null || problem !== null) return;
    if (typed.trim() !== value) void onSave(typed.trim());
    setTyped(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && problem === null) {
      event.preventDefault();
      save();
      close();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  if (typed === null) {
    return (
      <button
        ref={button}
        type="button"
        className={classes(styles.shown, isTitle && styles.title, value === '' && styles.empty)}
        aria-label={value === '' ? t('edit', { field: label }) : t('editNow', { field: label, value })}
        onClick={() => setTyped(value)}
      >
        {value || placeholder}
      </button>
    );
  }
  return (
    <span className={styles.editing}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it stands where the pressed value stood
        autoFocus
        type={type}
        className={classes(styles.input, isTitle && styles.title)}
        aria-label={label}
        aria-invalid={problem === null ? undefined : true}
        maxLength={maxLength}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => (problem === null ? save() : setTyped(null))}
        onKeyDown={press}
      />
      {problem && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
