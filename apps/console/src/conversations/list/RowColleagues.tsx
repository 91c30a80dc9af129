import type { DeskPresent } from '@balcao/replica';
import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../design/Avatar.tsx';
import { Icon } from '../../design/Icon.tsx';
import { useDirectory } from '../directory.ts';
import styles from './RowColleagues.module.css';

/** More would push the preview away; the rest are in the words. */
const MOST_DRAWN = 2;

/** Colleagues who have this conversation open; who writes in it comes first. */
export function RowColleagues({ others }: { others: readonly DeskPresent[] }) {
  const { t } = useTranslation('conversations');
  const { users } = useDirectory();
  if (others.length === 0) return null;
  const nameOf = (userId: string) => users.get(userId)?.name ?? t('presence.somebody');
  const sorted = [...others].sort((a, b) => Number(b.state === 'typing') - Number(a.state === 'typing'));
  const label = t('presence.there', {
    names: sorted.map(({ userId, state }) => t(`presence.${state}`, { name: nameOf(userId) })).join(', '),
  });
  return (
    <span className={styles.colleagues} role="img" aria-label={label} title={label}>
      {sorted.slice(0, MOST_DRAWN).map(({ userId, state }) => (
        <Avatar
          key={userId}
          name={nameOf(userId)}
          id={userId}
          size="s"
          className={styles.colleague}
          corner={
            state === 'typing' ? (
              <span className={styles.pencil}>
                <Icon icon={Pencil} size={7} />
              </span>
            ) : undefined
          }
        />
      ))}
      {others.length > MOST_DRAWN && <span className={styles.more}>+{others.length - MOST_DRAWN}</span>}
    </span>
  );
}
