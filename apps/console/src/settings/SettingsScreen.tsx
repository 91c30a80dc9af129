import { may, type Permission } from '@balcao/domain';
import { Link } from '@tanstack/react-router';
import {
  Activity,
  Bell,
  Building2,
  Cable,
  CalendarCheck,
  CalendarClock,
  CalendarOff,
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
  MapPin,
  MessageCircleReply,
  MonitorSmartphone,
  Palette as PaletteIcon,
  Tags,
  Users,
  Webhook,
  Zap,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import {
  BlocksSettings,
  PlacesSettings,
  ResourcesSettings,
  TellingsSettings,
  TypesSettings,
} from '../booking/index.ts';
import { ChannelsSettings } from '../channels/index.ts';
import { CostsSettings } from '../costs/index.ts';
import { classes } from '../design/classes.ts';
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

const GROUPS = {
  own: ['appearance', 'attention', 'device', 'sessions'],
  company: ['company', 'people', 'queues', 'tags', 'fields', 'quickReplies', 'macros'],
  calendar: ['appointmentTypes', 'calendars', 'blocks', 'bookingPlaces', 'tellings'],
  channels: ['channels', 'deadLetters', 'webhookErrors', 'costs'],
  systems: ['keys', 'webhooks'],
  product: ['sync', 'about'],
} as const;
type Group = keyof typeof GROUPS;
type Section = (typeof GROUPS)[Group][number];
const GROUP_NAMES = Object.keys(GROUPS) as Group[]; // the keys of the object above

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
  quickReplies: { icon: Zap, Body: QuickRepliesSettings, needs: 'conversation.reply' },
  macros: { icon: ListChecks, Body: MacrosSettings, needs: 'conversation.reply' },
  costs: { icon: Coins, Body: CostsSettings, needs: 'company.manage' },
  tags: { icon: Tags, Body: TagsSettings, needs: 'tag.manage' },
  fields: { icon: ListPlus, Body: FieldsSettings, needs: 'customField.manage' },
  keys: { icon: KeyRound, Body: KeysSettings, needs: 'apiKey.manage' },
  webhooks: { icon: Webhook, Body: WebhooksSettings, needs: 'webhook.manage' },
  appointmentTypes: { icon: CalendarCheck, Body: TypesSettings, needs: 'agenda.manage' },
  calendars: { icon: CalendarClock, Body: ResourcesSettings, needs: 'agenda.manage' },
  blocks: { icon: CalendarOff, Body: BlocksSettings, needs: 'agenda.block' },
  bookingPlaces: { icon: MapPin, Body: PlacesSettings, needs: 'agenda.manage' },
  tellings: { icon: MessageCircleReply, Body: TellingsSettings, needs: 'agenda.manage' },
  sync: { icon: Activity, Body: SyncInspector },
  about: { icon: Info, Body: About },
};

/** Rows with much beside their names. */
const WIDE: ReadonlySet<Section> = new Set(['channels', 'sync']);

/** What one sets for oneself, and, where one may, for the company. `section` comes from the address; an unknown one is the first. */
export function SettingsScreen({ section }: { section: string | undefined }) {
  const { t } = useTranslation('settings');
  const { role } = useUser();
  const groups = GROUP_NAMES.map((group) => ({
    group,
    sections: GROUPS[group].filter((name: Section) => {
      const { needs } = PARTS[name];
      return !needs || may(role, needs);
    }),
  })).filter(({ sections }) => sections.length > 0);
  const shown: Section = groups.flatMap(({ sections }) => sections).find((name) => name === section) ?? 'appearance';
  const { Body } = PARTS[shown];
  return (
    <div className={styles.screen}>
      <nav className={styles.nav} aria-label={t('label')}>
        {groups.map(({ group, sections }) => (
          <ul key={group} className={styles.group} aria-label={t(`group.${group}`)}>
            <li className={styles.groupName} aria-hidden="true">
              {t(`group.${group}`)}
            </li>
            {sections.map((name) => (
              <li key={name}>
                <Link
                  to="/settings/{-$section}"
                  params={{ section: name }}
                  className={name === shown ? styles.here : styles.link}
                  aria-current={name === shown ? 'page' : undefined}
                >
                  <Icon icon={PARTS[name].icon} />
                  {t(`${name}.title`)}
                </Link>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <div className={styles.body}>
        <section className={classes(styles.section, WIDE.has(shown) && styles.wide)} aria-labelledby="settings-title">
          <h2 id="settings-title" className={styles.title}>
            {t(`${shown}.title`)}
          </h2>
          <Body />
        </section>
      </div>
    </div>
  );
}
