import { Bell, BellRing, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../design/Badge.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Icon } from '../design/Icon.tsx';
import { Popover } from '../design/Popover.tsx';
import { VisuallyHidden } from '../design/VisuallyHidden.tsx';
import { useCommand } from '../keyboard/index.ts';
import { useSyncKind } from '../replica/index.ts';
import { RefusedUploadCard, SyncProblemCard } from './DeviceCards.tsx';
import { NoticeCard } from './NoticeCard.tsx';
import styles from './Notices.module.css';
import { useNotices, useReadNotices } from './useNotices.ts';
import { useRefusedUploads } from './useRefusedUploads.ts';

/** The tray of what needs attention. Nothing that somebody wrote is lost: what was refused waits here (SYNC-07). */
export function NoticesButton() {
  const { t } = useTranslation('notices');
  const { notices } = useNotices();
  const uploads = useRefusedUploads();
  const hasSyncProblem = useSyncKind() === 'attention';
  const read = useReadNotices();
  const [open, setOpen] = useState(false);
  useCommand({ id: 'notices.open', title: t('show'), group: 'navigation', keys: 'g n', run: () => setOpen(true) });

  const show = (next: boolean) => {
    setOpen(next);
    if (next) read(notices);
  };
  const close = () => setOpen(false);
  const count = notices.length + uploads.length + (hasSyncProblem ? 1 : 0);
  const label = t('label', { count });
  return (
    <>
      <Popover
        label={t('title')}
        side="right"
        align="end"
        open={open}
        onOpenChange={show}
        className={styles.tray}
        trigger={
          <button type="button" className={styles.button} aria-label={label} title={label}>
            <Icon icon={count > 0 ? BellRing : Bell} size={20} />
            <Badge className={styles.badge} tone="warn" count={count} label={label} />
          </button>
        }
      >
        <h2 className={styles.title}>{t('title')}</h2>
        {count === 0 ? (
          <EmptyState icon={CircleCheck} title={t('none')}>
            {t('noneText')}
          </EmptyState>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className={styles.cards} tabIndex={0} aria-label={label}>
            <SyncProblemCard />
            {uploads.map((upload) => (
              <RefusedUploadCard key={upload.id} upload={upload} onLeave={close} />
            ))}
            {notices.map((row) => (
              <NoticeCard key={row.id} row={row} onLeave={close} />
            ))}
          </section>
        )}
      </Popover>
      <VisuallyHidden>
        <span role="status">{count > 0 ? label : ''}</span>
      </VisuallyHidden>
    </>
  );
}
