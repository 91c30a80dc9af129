import { Bell, BellRing, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../design/Badge.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Icon } from '../design/Icon.tsx';
import { Popover } from '../design/Popover.tsx';
import { useCommand } from '../keyboard/index.ts';
import { NoticeCard } from './NoticeCard.tsx';
import styles from './Notices.module.css';
import { useNoticeActions, useNotices } from './useNotices.ts';

/** The tray of what needs attention. Nothing that somebody wrote is lost: what was refused waits here (SYNC-07). */
export function NoticesButton() {
  const { t } = useTranslation('notices');
  const { notices } = useNotices();
  const { read } = useNoticeActions();
  const [open, setOpen] = useState(false);
  useCommand({ id: 'notices.open', title: t('show'), group: 'navigation', keys: 'g n', run: () => setOpen(true) });

  const show = (next: boolean) => {
    setOpen(next);
    if (next) void read(notices.filter((row) => row.readAt === null).map((row) => row.id));
  };
  const label = t('label', { count: notices.length });
  return (
    <Popover
      label={t('title')}
      side="right"
      align="end"
      open={open}
      onOpenChange={show}
      className={styles.tray}
      trigger={
        <button type="button" className={styles.button} aria-label={label} title={label}>
          <Icon icon={notices.length > 0 ? BellRing : Bell} size={20} />
          <Badge className={styles.badge} tone="warn" count={notices.length} label={label} />
        </button>
      }
    >
      <h2 className={styles.title}>{t('title')}</h2>
      {notices.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <div className={styles.cards}>
          {notices.map((row) => (
            <NoticeCard key={row.id} row={row} onLeave={() => setOpen(false)} />
          ))}
        </div>
      )}
    </Popover>
  );
}
