import { useTranslation } from 'react-i18next';
import { NoticeCard } from './NoticeCard.tsx';
import styles from './Notices.module.css';
import { useNotices } from './useNotices.ts';

const stay = () => {};

/** The newest of the tray, on a screen of their own (CON-10): the same cards, to be settled there as well. */
export function NewestNotices({ most }: { most: number }) {
  const { t } = useTranslation('notices');
  const { notices } = useNotices();
  const others = notices.length - most;
  if (notices.length === 0) return <p className={styles.time}>{t('none')}</p>;
  return (
    <>
      <div className={styles.few}>
        {notices.slice(0, most).map((row) => (
          <NoticeCard key={row.id} row={row} onLeave={stay} />
        ))}
      </div>
      {others > 0 && <p className={styles.time}>{t('moreInTray', { count: others })}</p>}
    </>
  );
}
