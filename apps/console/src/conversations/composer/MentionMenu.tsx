import { useTranslation } from 'react-i18next';
import { Avatar } from '../../design/Avatar.tsx';
import { classes } from '../../design/classes.ts';
import styles from './MentionMenu.module.css';
import type { Mentions } from './useMentions.ts';

export const MENTION_MENU_ID = 'mention-menu';
export const mentionId = (index: number) => `mention-${index}`;

/** Colleagues to call, above the field; the field holds the focus and names the active one. */
export function MentionMenu({ mentions }: { mentions: Mentions }) {
  const { t } = useTranslation('conversations');
  if (mentions.people.length === 0) return null;
  return (
    <div className={styles.anchor}>
      <div id={MENTION_MENU_ID} role="listbox" aria-label={t('mention.label')} className={styles.menu}>
        {mentions.people.map((person, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus and names the active option
          <div
            key={person.id}
            id={mentionId(index)}
            role="option"
            aria-selected={index === mentions.active}
            className={classes(styles.person, index === mentions.active && styles.active)}
            // The field keeps the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              mentions.choose(person);
            }}
          >
            <Avatar name={person.name} id={person.id} size="s" />
            {person.name}
          </div>
        ))}
      </div>
    </div>
  );
}
