import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../design/Icon.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { Menu } from '../design/Menu.tsx';
import { Pill, type PillTone } from '../design/Pill.tsx';
import { AvailabilityChoices } from './AvailabilityMenu.tsx';
import { type Availability, useAvailability } from './availability.ts';
import { SyncPill } from './SyncPill.tsx';
import styles from './TopBar.module.css';

const TONES: Record<Availability, PillTone> = { online: 'good', busy: 'bad', away: 'warn', offline: 'neutral' };

/** Where one is, the way to everything, and how things stand. */
export function TopBar({ title, onSearch }: { title: string; onSearch: () => void }) {
  const { t } = useTranslation('shell');
  const { availability } = useAvailability();
  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>{title}</h1>
      <button type="button" className={styles.find} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Icon icon={Search} size={14} />
        <span className={styles.hint}>{t('search')}</span>
        <Kbd keys="mod+k" />
      </button>
      <div className={styles.state}>
        <SyncPill />
        {availability && (
          <Menu
            align="end"
            trigger={
              <Pill
                className={styles.availability}
                tone={TONES[availability]}
                aria-label={`${t('availability.label')}: ${t(`availability.${availability}`)}`}
              >
                {t(`availability.${availability}`)}
              </Pill>
            }
          >
            <AvailabilityChoices />
          </Menu>
        )}
      </div>
    </header>
  );
}
