import { Link } from '@tanstack/react-router';
import { Bell, Info, type LucideIcon, MonitorSmartphone, Palette as PaletteIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../design/Icon.tsx';
import { About } from './About.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { AttentionSettingsForm } from './AttentionSettingsForm.tsx';
import { SessionsSettings } from './SessionsSettings.tsx';
import styles from './Settings.module.css';

const SECTIONS = ['appearance', 'attention', 'sessions', 'about'] as const;
type Section = (typeof SECTIONS)[number];

const PARTS: Record<Section, { icon: LucideIcon; Body: ComponentType }> = {
  appearance: { icon: PaletteIcon, Body: AppearanceSettings },
  attention: { icon: Bell, Body: AttentionSettingsForm },
  sessions: { icon: MonitorSmartphone, Body: SessionsSettings },
  about: { icon: Info, Body: About },
};

/** What one sets for oneself. `section` comes from the address; an unknown one is the first. */
export function SettingsScreen({ section }: { section: string | undefined }) {
  const { t } = useTranslation('settings');
  const shown = SECTIONS.find((candidate) => candidate === section) ?? 'appearance';
  const { Body } = PARTS[shown];
  return (
    <div className={styles.screen}>
      <nav className={styles.nav} aria-label={t('label')}>
        {SECTIONS.map((name) => (
          <Link
            key={name}
            to="/settings/{-$section}"
            params={{ section: name }}
            className={name === shown ? styles.here : styles.link}
            aria-current={name === shown ? 'page' : undefined}
          >
            <Icon icon={PARTS[name].icon} />
            {t(`${name}.title`)}
          </Link>
        ))}
      </nav>
      <div className={styles.body}>
        <section className={styles.section} aria-labelledby="settings-title">
          <h2 id="settings-title" className={styles.title}>
            {t(`${shown}.title`)}
          </h2>
          <Body />
        </section>
      </div>
    </div>
  );
}
