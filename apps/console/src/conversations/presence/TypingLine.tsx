import type { Present } from '@balcao/replica';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { firstName, useDirectory } from '../directory.ts';
import styles from './Presence.module.css';

type Props = {
  contactName: string;
  others: readonly Present[];
  /** A reply stands in the field here: two answers are about to go out. */
  isReplying: boolean;
};

/** Who is writing in this conversation just now, above the field: the contact, or somebody of the team. */
export function TypingLine({ contactName, others, isReplying }: Props) {
  const { t } = useTranslation('conversations');
  const { users } = useDirectory();
  const writing = others.filter(({ state }) => state === 'typing');
  // Two of the team about to answer is a clash; the contact writing while one answers is a talk.
  const isClash = isReplying && writing.some(({ who }) => who === 'colleague');
  const names = writing
    .filter(({ who }) => !isClash || who === 'colleague')
    .map((each) =>
      each.who === 'contact' ? contactName : firstName(users.get(each.userId)?.name ?? t('presence.somebody')),
    );
  const words = { names: names.join(', '), count: names.length };
  return (
    <p className={isClash ? styles.clash : styles.typing} role="status">
      {names.length > 0 && (
        <>
          {isClash ? (
            <Icon icon={TriangleAlert} size={14} />
          ) : (
            <span className={styles.dots} aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
          )}
          {t(isClash ? 'presence.clash' : 'presence.writing', words)}
        </>
      )}
    </p>
  );
}
