import { Keyboard, LogOut, Settings, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../design/Avatar.tsx';
import { Menu, MenuItem, MenuSeparator } from '../design/Menu.tsx';
import { desktop } from '../desktop/index.ts';
import { useCommand, useCommandList } from '../keyboard/index.ts';
import { openPhone, SignOutDialog, useInstallation, useUser } from '../session/index.ts';
import { AvailabilityChoices, AvailabilityCommand, AvailabilityDot } from './AvailabilityMenu.tsx';
import { AVAILABILITIES, useAvailability } from './availability.ts';
import styles from './Rail.module.css';
import { useNavigation } from './useNavigation.ts';

/** The reader, at the foot of the rail: availability, settings, signing out. */
export function AccountMenu() {
  const { t } = useTranslation('shell');
  const user = useUser();
  const { availability } = useAvailability();
  const { openSettings } = useNavigation();
  const phoneUrl = useInstallation()?.demo?.phoneUrl;
  const help = useCommandList().find((command) => command.id === 'help.shortcuts');
  const [leaving, setLeaving] = useState(false);
  useCommand({ id: 'account.signOut', title: t('account.signOut'), group: 'account', run: () => setLeaving(true) });
  const words = availability ? t(`availability.${availability}`) : '';

  return (
    <>
      {AVAILABILITIES.map((value) => (
        <AvailabilityCommand key={value} availability={value} />
      ))}
      <Menu
        side="right"
        align="end"
        trigger={
          <button
            type="button"
            className={styles.me}
            aria-label={t('account.label', { name: user.name, availability: words })}
          >
            <Avatar
              name={user.name}
              id={user.id}
              className={styles.face}
              corner={<AvailabilityDot availability={availability} className={styles.state} />}
            />
          </button>
        }
      >
        <div className={styles.who}>
          <strong>{user.name}</strong>
          <span>{user.email}</span>
          <span>{user.companyName}</span>
        </div>
        <MenuSeparator />
        <AvailabilityChoices />
        <MenuSeparator />
        <MenuItem icon={Settings} keys="g s" onSelect={openSettings}>
          {t('nav.settings')}
        </MenuItem>
        {help && (
          <MenuItem icon={Keyboard} keys="?" onSelect={help.run}>
            {help.title}
          </MenuItem>
        )}
        {phoneUrl && !desktop && (
          <MenuItem icon={Smartphone} onSelect={() => openPhone(phoneUrl)}>
            {t('account.phone')}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={LogOut} onSelect={() => setLeaving(true)}>
          {t('account.signOut')}
        </MenuItem>
      </Menu>
      <SignOutDialog open={leaving} onOpenChange={setLeaving} />
    </>
  );
}
