import { fold, formatPhone } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../design/Avatar.tsx';
import { Button } from '../../../design/Button.tsx';
import { Checkbox } from '../../../design/Checkbox.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { TextField } from '../../../design/TextField.tsx';
import { useLiveQuery } from '../../../replica/index.ts';
import styles from './kinds.module.css';
import type { KindDialogProps } from './MoreButton.tsx';

/** More are found by typing on. */
const SHOWN = 50;
/** As many as the domain lets go out at once (partFaults). */
const MOST = 10;

/** Contacts of the company for the contact: whom to call, whom to write to. Works offline, with those of this device. */
export function ContactDialog({ onSend, onClose }: KindDialogProps) {
  const { t } = useTranslation('conversations');
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, ContactRow>>(new Map());
  const query = useDeferredValue(wanted);
  const { rows } = useLiveQuery((all) => all.contacts.find(), []);
  const found = useMemo(() => matching(rows, query), [rows, query]);
  const toggle = (contact: ContactRow) => {
    const next = new Map(chosen);
    if (!next.delete(contact.id)) next.set(contact.id, contact);
    setChosen(next);
  };
  const send = () => {
    onSend({ kind: 'contacts', contacts: [...chosen.values()].map(cardOf) });
    onClose();
  };
  return (
    <Dialog
      open
      title={t('people.title')}
      description={t('people.hint')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" disabled={chosen.size === 0} onClick={send}>
            {t('people.send', { count: chosen.size })}
          </Button>
        </>
      }
    >
      <TextField
        hideLabel
        autoFocus
        type="search"
        label={t('people.search')}
        placeholder={t('people.search')}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {found.length === 0 && (
        <p role="status" className={styles.none}>
          {t('people.none')}
        </p>
      )}
      <ul className={styles.people} aria-label={t('people.found')}>
        {found.slice(0, SHOWN).map((contact) => (
          <li key={contact.id} className={styles.person}>
            <Checkbox
              checked={chosen.has(contact.id)}
              disabled={chosen.size === MOST && !chosen.has(contact.id)}
              onChange={() => toggle(contact)}
            >
              <span className={styles.who}>
                <Avatar name={contact.name} id={contact.id} size="s" />
                <span className={styles.whoWords}>
                  {contact.name}
                  <span className={styles.hint}>
                    {[contact.phone && formatPhone(contact.phone), contact.email].filter(Boolean).join(' · ')}
                  </span>
                </span>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** Those who can be reached somehow, by name, number or address. */
function matching(contacts: readonly ContactRow[], query: string): ContactRow[] {
  const [words, digits] = [fold(query.trim()), query.replace(/\D/g, '')];
  return contacts
    .filter(({ phone, email }) => phone !== '' || email !== '')
    .filter(
      ({ nameKey, phone, email }) =>
        nameKey.includes(words) || email.toLowerCase().includes(words) || (digits.length > 2 && phone.includes(digits)),
    )
    .sort((a, b) => a.nameKey.localeCompare(b.nameKey));
}

const cardOf = ({ name, phone, email }: ContactRow) => ({
  name: name || phone || email,
  phones: phone ? [{ phone, label: '' }] : [],
  emails: email ? [email] : [],
});
