import { fold } from '@balcao/domain';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../design/TextField.tsx';
import { useLiveQuery } from '../replica/index.ts';
import styles from './CalendarScreen.module.css';

const MOST_FOUND = 6;

type Props = { title: string; contactId: string; onChange: (who: { title: string; contactId: string }) => void };

/** Who it is for: a contact of this device, or a name that is nobody's yet. */
export function ContactField({ title, contactId, onChange }: Props) {
  const { t } = useTranslation('booking');
  const [isTyping, setTyping] = useState(false);
  const words = fold(title.trim());
  const isAsking = isTyping && contactId === '' && words.length > 1;
  const { rows } = useLiveQuery((all) => (isAsking ? all.contacts.find() : null), [isAsking]);
  const found = useMemo(
    () =>
      isAsking
        ? rows.filter((row) => row.nameKey.includes(words) || row.phone.includes(title.trim())).slice(0, MOST_FOUND)
        : [],
    [isAsking, rows, words, title],
  );
  return (
    <div className={styles.set}>
      <TextField
        label={t('form.who')}
        hint={contactId ? t('form.isContact') : undefined}
        maxLength={200}
        autoComplete="off"
        value={title}
        onChange={(event) => {
          setTyping(true);
          onChange({ title: event.currentTarget.value, contactId: '' });
        }}
      />
      {found.length > 0 && (
        <ul className={styles.found} aria-label={t('form.found')}>
          {found.map(({ id, name, phone }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => {
                  setTyping(false);
                  onChange({ title: name || phone, contactId: id });
                }}
              >
                {name || phone} {name && phone ? `· ${phone}` : ''}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
