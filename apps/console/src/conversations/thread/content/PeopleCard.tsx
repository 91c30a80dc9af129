import { formatPhone, type MessageContent } from '@balcao/domain';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../design/Avatar.tsx';
import { IconButton } from '../../../design/IconButton.tsx';
import { useCopy } from '../../useCopy.ts';
import styles from './media.module.css';

type People = Extract<MessageContent, { kind: 'contacts' }>['contacts'];

/** Shared contacts: who, and how to reach them. */
export function PeopleCard({ people }: { people: People }) {
  return (
    <ul className={styles.people}>
      {people.map((person, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shared contacts have no id and never change places
        <li key={index} className={styles.person}>
          <Avatar name={person.name} id={person.name} />
          <div className={styles.cardWords}>
            <span className={styles.cardTitle}>{person.name}</span>
            {person.phones.map(({ phone }) => (
              <Way key={phone} shown={formatPhone(phone)} value={phone} />
            ))}
            {person.emails.map((email) => (
              <Way key={email} shown={email} value={email} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Way({ shown, value }: { shown: string; value: string }) {
  const { t } = useTranslation('conversations');
  const copy = useCopy();
  return (
    <span className={styles.ways}>
      {shown}
      <IconButton size="s" icon={Copy} label={t('copyValue', { value: shown })} onClick={() => copy(value)} />
    </span>
  );
}
