import type { ConversationRow } from '@balcao/replica';
import { UserRoundPlus, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../design/Avatar.tsx';
import { Button } from '../../design/Button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../design/Menu.tsx';
import { Tooltip } from '../../design/Tooltip.tsx';
import { useUser } from '../../session/index.ts';
import { firstName, useDirectory } from '../directory.ts';
import type { Assignment } from '../useAssignment.ts';
import { useMaySupervise } from '../useMaySupervise.ts';
import styles from './ConversationHeader.module.css';

type Props = { conversation: ConversationRow; assignment: Assignment };

/** Whose the conversation is, and taking or giving it. Needs the server: without it, disabled and saying so. */
export function AssignButton({ conversation, assignment }: Props) {
  const { t } = useTranslation('conversations');
  const me = useUser();
  const { users } = useDirectory();
  const assignee = users.get(conversation.assigneeId);
  const mayAssign = useMaySupervise()(conversation.queueId);
  const { isOffline, isBusy } = assignment;

  if (isOffline) {
    return (
      <Tooltip label={t('assign.offline')}>
        <span>
          {assignee ? (
            <button type="button" className={styles.assignee} disabled>
              <Avatar name={assignee.name} id={assignee.id} size="s" />
              <span className={styles.assigneeName}>{firstName(assignee.name)}</span>
            </button>
          ) : (
            <Button disabled>{t('assign.claim')}</Button>
          )}
        </span>
      </Tooltip>
    );
  }
  if (!assignee && !mayAssign) {
    return (
      <Button keys="a" busy={isBusy} onClick={assignment.claim}>
        {t('assign.claim')}
      </Button>
    );
  }
  const trigger = assignee ? (
    <button type="button" className={styles.assignee} aria-label={t('assign.now', { name: assignee.name })}>
      <Avatar name={assignee.name} id={assignee.id} size="s" />
      <span className={styles.assigneeName}>{assignee.id === me.id ? t('assign.you') : firstName(assignee.name)}</span>
    </button>
  ) : (
    <Button keys="a" busy={isBusy}>
      {t('assign.give')}
    </Button>
  );
  const others = [...users.values()].filter((user) => user.active && user.id !== me.id && user.role !== 'operator');
  return (
    <Menu align="end" trigger={trigger} open={assignment.isMenuOpen} onOpenChange={assignment.setMenuOpen}>
      {conversation.assigneeId !== me.id && (
        <MenuItem
          icon={UserRoundPlus}
          onSelect={assignee && mayAssign ? () => assignment.assign(me.id) : assignment.claim}
        >
          {t('assign.toMe')}
        </MenuItem>
      )}
      {conversation.assigneeId !== '' && (mayAssign || conversation.assigneeId === me.id) && (
        <MenuItem icon={UserRoundX} onSelect={() => assignment.assign(null)}>
          {t('assign.toNobody')}
        </MenuItem>
      )}
      {mayAssign && others.length > 0 && (
        <>
          <MenuSeparator />
          <MenuLabel>{t('assign.to')}</MenuLabel>
          {others.map((user) => (
            <MenuItem key={user.id} onSelect={() => assignment.assign(user.id)}>
              {user.name}
            </MenuItem>
          ))}
        </>
      )}
    </Menu>
  );
}
