import { Paperclip, User } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import { Icon } from '../../design/Icon.tsx';
import menuStyles from './MentionMenu.module.css';
import styles from './ReplyMenu.module.css';
import type { ReplyMenu as Menu } from './useReplyMenu.ts';

export const REPLY_MENU_ID = 'reply-menu';
export const replyId = (index: number) => `reply-${index}`;

/** Quick replies above the field; the field holds the focus and names the active one. */
export function ReplyMenu({ menu }: { menu: Menu }) {
  const { t } = useTranslation('replies');
  if (menu.replies.length === 0) return null;
  return (
    <div className={menuStyles.anchor}>
      <div
        id={REPLY_MENU_ID}
        role="listbox"
        aria-label={t('menu.label')}
        className={classes(menuStyles.menu, styles.menu)}
      >
        {menu.replies.map((reply, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus and names the active option
          <div
            key={reply.id}
            id={replyId(index)}
            role="option"
            aria-selected={index === menu.active}
            className={classes(styles.reply, index === menu.active && styles.active)}
            // The field keeps the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              menu.choose(reply);
            }}
          >
            <span className={styles.line}>
              <span className={styles.shortcut}>/{reply.shortcut}</span>
              <span className={styles.name}>{reply.name}</span>
              <span className={styles.marks}>
                {reply.files.length > 0 && (
                  <span role="img" aria-label={t('menu.files', { count: reply.files.length })}>
                    <Icon icon={Paperclip} size={12} />
                  </span>
                )}
                {reply.ownerId !== '' && (
                  <span role="img" aria-label={t('scope.own')}>
                    <Icon icon={User} size={12} />
                  </span>
                )}
              </span>
            </span>
            <span className={styles.text}>{reply.text}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
