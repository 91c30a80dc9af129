import { Search, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { Kbd } from '../../design/Kbd.tsx';
import styles from './SearchField.module.css';

type Props = {
  field: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (value: string) => void;
  /** Arrow keys and Enter, for the results below. */
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** Of the chosen result; undefined while there is none. */
  activeId: string | undefined;
};

/** Searches names, numbers and texts of everything on this device. */
export function SearchField({ field, value, onChange, onKeyDown, activeId }: Props) {
  const { t } = useTranslation('conversations');
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (value === '') event.currentTarget.blur();
      onChange('');
    } else onKeyDown(event);
  };
  return (
    <div className={styles.field}>
      <Icon icon={Search} size={14} className={styles.icon} />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={activeId !== undefined}
        aria-controls={activeId === undefined ? undefined : 'conversation-hits'}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('search.placeholder')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={press}
      />
      {value === '' ? (
        <Kbd keys="/" />
      ) : (
        <IconButton size="s" icon={X} label={t('search.clear')} onClick={() => onChange('')} />
      )}
    </div>
  );
}
