import { may, type Permission } from '@balcao/domain';
import { Link } from '@tanstack/react-router';
import {
  Activity,
  Bell,
  Building2,
  Cable,
  Coins,
  HardDrive,
  Inbox,
  Info,
  KeyRound,
  Layers,
  ListChecks,
  ListPlus,
  type LucideIcon,
  MailWarning,
  MonitorSmartphone,
  Palette as PaletteIcon,
  Slash,
  Tags,
  Users,
  Webhook,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelsSettings } from '../channels/index.ts';
import { CostsSettings } from '../costs/index.ts';
import { Icon } from '../design/Icon.tsx';
import { KeysSettings, WebhooksSettings } from '../integrations/index.ts';
import { MacrosSettings } from '../macros/index.ts';
import { PeopleSettings } from '../people/index.ts';
import { QueuesSettings } from '../queues/index.ts';
import { QuickRepliesSettings } from '../quickReplies/index.ts';
import { useUser } from '../session/index.ts';
import { DeadLettersSettings, WebhookErrorsSettings } from '../troubles/index.ts';
import { About } from './About.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { AttentionSettingsForm } from './AttentionSettingsForm.tsx';
import { CompanySettings } from './CompanySettings.tsx';
import { DeviceSettings } from './DeviceSettings.tsx';
import { FieldsSettings } from './FieldsSettings.tsx';
import { SessionsSettings } from './SessionsSettings.tsx';
import styles from './Settings.module.css';
import { SyncInspector } from './SyncInspector.tsx';
import { TagsSettings } from './TagsSettings.tsx';

const SECTIONS = [
  'appearance',
  'attention',
  'device',
  'sessions',
  'company',
  'people',
  'queues',
  'channels',
  'deadLetters',
  'webhookErrors',
  'costs',
  'quickReplies',
  'macros',
  'tags',
  'fields',
  'keys',
  'webhooks',
  'sync',
  'about',
] as const;
type Section = (typeof SECTIONS)[number];

const PARTS: Record<Section, { icon: LucideIcon; Body: ComponentType; needs?: Permission }> = {
  appearance: { icon: PaletteIcon, Body: AppearanceSettings },
  attention: { icon: Bell, Body: AttentionSettingsForm },
  device: { icon: HardDrive, Body: DeviceSettings },
  sessions: { icon: MonitorSmartphone, Body: SessionsSettings },
  company: { icon: Building2, Body: CompanySettings, needs: 'company.manage' },
  people: { icon: Users, Body: PeopleSettings, needs: 'user.manage' },
  queues: { icon: Layers, Body: QueuesSettings, needs: 'queue.manage' },
  channels: { icon: Cable, Body: ChannelsSettings, needs: 'channel.manage' },
  deadLetters: { icon: MailWarning, Body: DeadLettersSettings, needs: 'deadLetters.manage' },
  webhookErrors: { icon: Inbox, Body: WebhookErrorsSettings, needs: 'webhookErrors.read' },
  quickReplies: { icon: Slash, Body: QuickRepliesSettings, needs: 'conversation.reply' },
  macros: { icon: ListChecks, Body: MacrosSettings, needs: 'conversation.reply' },
  costs: { icon: Coins, Body: CostsSettings, needs: 'company.manage' },
  tags: { icon: Tags, Body: TagsSettings, needs: 'tag.manage' },
  fields: { icon: ListPlus, Body: FieldsSettings, needs: 'customField.manage' },
  keys: { icon: KeyRound, Body: KeysSettings, needs: 'apiKey.manage' },
  webhooks: { icon: Webhook, Body: WebhooksSettings, needs: 'webhook.manage' },
  sync: { icon: Activity, Body: SyncInspector },
  about: { icon: Info, Body: About },
};

/** What one sets for oneself, and, where one may, for the company. `section` comes from the address; an unknown one is the first. */
export function SettingsScreen({ section }: { section: string | undefined }) {
  const { t } = useTranslation('settings');
  const { role } = useUser();
  const sections = SECTIONS.filter((name) => {
    const { needs } = PARTS[name];
    return !needs || may(role, needs);
  });
  const shown = sections.find((candidate) => candidate === section) ?? 'appearance';
  const { Body } = PARTS[shown];
  return (
    <div className={styles.screen}>
      <nav className={styles.nav} aria-label={t('label')}>
        {sections.map((name) => (
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
