import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../design/Avatar.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Menu, MenuItem } from '../design/Menu.tsx';
import rows from '../design/Rows.module.css';
import { Select } from '../design/Select.tsx';
import { Tag } from '../design/Tag.tsx';
import { useUser } from '../session/index.ts';
import { GIVEN_ROLES, type GivenRole, type Person } from './people.ts';

type Props = {
  person: Person;
  onRole: (role: GivenRole) => void;
  onInvite: () => void;
  onDevices: () => void;
  onActive: () => void;
};

export function PersonRow({ person, onRole, onInvite, onDevices, onActive }: Props) {
  const { t } = useTranslation('people');
  const isMe = useUser().id === person.id;
  const given = GIVEN_ROLES.find((role) => role === person.role);
  return (
    <li className={rows.row} aria-label={person.name}>
      <Avatar name={person.name} id={person.id} />
      <div className={rows.words}>
        <div className={rows.name}>
          {person.name} {isMe && <Tag tone="accent">{t('me')}</Tag>}
          {!person.active && <Tag tone="warn">{t('inactive')}</Tag>}
        </div>
        <div className={rows.facts}>{person.email}</div>
      </div>
      {given && person.active ? (
        <Select
          hideLabel
          label={t('roleOf', { name: person.name })}
          value={given}
          options={GIVEN_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          onChange={onRole}
        />
      ) : (
        <span className={rows.facts}>{t(`role.${person.role}`)}</span>
      )}
      <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('more', { name: person.name })} />}>
        <MenuItem onSelect={onDevices}>{t('devices')}</MenuItem>
        <MenuItem disabled={!person.active} onSelect={onInvite}>
          {t('inviteAgain')}
        </MenuItem>
        <MenuItem danger={person.active} disabled={isMe} onSelect={onActive}>
          {t(person.active ? 'deactivate' : 'activate')}
        </MenuItem>
      </Menu>
    </li>
  );
}
