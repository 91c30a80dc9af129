import { may } from '@balcao/domain';
import { Link } from '@tanstack/react-router';
import { CalendarDays, ChartColumn, Gauge, Inbox, type LucideIcon, Settings, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../design/Badge.tsx';
import { badgeText } from '../design/badgeText.ts';
import { Icon } from '../design/Icon.tsx';
import { Tooltip } from '../design/Tooltip.tsx';
import { NoticesButton } from '../notices/index.ts';
import { useUser } from '../session/index.ts';
import { AccountMenu } from './AccountMenu.tsx';
import styles from './Rail.module.css';

type Place = {
  to: '/conversations/{-$id}' | '/calendar' | '/board' | '/reports' | '/contacts/{-$id}' | '/settings/{-$section}';
  label: string;
  icon: LucideIcon;
  keys: string;
  badge?: ReactNode;
  /** What the badge says, after the label. */
  says?: string | undefined;
};

function Place({ to, label, icon, keys, badge, says }: Place) {
  return (
    <Tooltip label={label} keys={keys} side="right">
      <Link
        to={to}
        params={{}}
        className={styles.place}
        activeProps={{ className: styles.on ?? '', 'aria-current': 'page' }}
        aria-label={says ? `${label}, ${says}` : label}
      >
        <Icon icon={icon} size={20} />
        {badge}
      </Link>
    </Tooltip>
  );
}

/** The left edge: where one can go, what waits, and who one is. */
export function Rail({ unread }: { unread: number }) {
  const { t } = useTranslation('shell');
  const { role } = useUser();
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      <Place
        to="/conversations/{-$id}"
        label={t('nav.conversations')}
        icon={Inbox}
        keys="g c"
        says={unread > 0 ? t('unreadShort', { count: badgeText(unread) }) : undefined}
        badge={<Badge className={styles.badge} count={unread} label={t('unread', { count: unread })} />}
      />
      {may(role, 'agenda.read') && <Place to="/calendar" label={t('nav.calendar')} icon={CalendarDays} keys="g a" />}
      <Place to="/board" label={t('nav.board')} icon={Gauge} keys="g b" />
      <Place to="/contacts/{-$id}" label={t('nav.contacts')} icon={Users} keys="g p" />
      <Place to="/reports" label={t('nav.reports')} icon={ChartColumn} keys="g r" />
      <span className={styles.gap} />
      <NoticesButton />
      <Place to="/settings/{-$section}" label={t('nav.settings')} icon={Settings} keys="g s" />
      <AccountMenu />
    </nav>
  );
}
