import type { Present } from '@balcao/replica';
import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../design/Avatar.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Tooltip } from '../../design/Tooltip.tsx';
import { useDirectory } from '../directory.ts';
import styles from './Presence.module.css';

/** More would push the buttons away; the rest are counted. */
const MOST_DRAWN = 3;

/** Who else has the conversation open, in its header. */
export function Viewers({ others: all }: { others: readonly Present[] }) {
  const { t } = useTranslation('conversations');
  const { users } = useDirectory();
  const others = all.filter((each) => each.who === 'colleague');
  if (others.length === 0) return null;
  const nameOf = (userId: string) => users.get(userId)?.name ?? t('presence.somebody');
  const label = t('presence.here', {
    names: others.map(({ userId, state }) => t(`presence.${state}`, { name: nameOf(userId) })).join(', '),
  });
  const drawn = others.slice(0, MOST_DRAWN);
  return (
    <Tooltip label={label}>
      <span className={styles.viewers} role="img" aria-label={label}>
        {drawn.map(({ userId, state }) => (
          <span key={userId} className={styles.viewer}>
            <Avatar
              name={nameOf(userId)}
              id={userId}
              size="s"
              corner={
                state === 'typing' ? (
                  <span className={styles.pencil}>
                    <Icon icon={Pencil} size={8} />
                  </span>
                ) : undefined
              }
            />
          </span>
        ))}
        {others.length > MOST_DRAWN && <span className={styles.more}>+{others.length - MOST_DRAWN}</span>}
      </span>
    </Tooltip>
  );
}
