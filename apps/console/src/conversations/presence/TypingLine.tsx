import type { Present } from '@balcao/replica';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { firstName, useDirectory } from '../directory.ts';
import styles from './Presence.module.css';

type Props = {
  others: readonly Present[];
  /** A reply stands in the field here: two answers are about to go out. */
  isReplying: boolean;
};

/** Who of the team is writing in this conversation just now, above the field. */
export function TypingLine({ others, isReplying }: Props) {
  const { t } = useTranslation('conversations');
  const { users } = useDirectory();
  const names = others
    .filter(({ state }) => state === 'typing')
    .map(({ userId }) => firstName(users.get(userId)?.name ?? t('presence.somebody')));
  const words = { names: names.join(', '), count: names.length };
  return (
    <p className={isReplying ? styles.clash : styles.typing} role="status">
      {names.length > 0 && (
        <>
          {isReplying ? (
            <Icon icon={TriangleAlert} size={14} />
          ) : (
            <span className={styles.dots} aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
          )}
          {t(isReplying ? 'presence.clash' : 'presence.writing', words)}
        </>
      )}
    </p>
  );
}
