import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './ReportTabs.module.css';

/** Which report. */
export function ReportTabs() {
  const { t } = useTranslation('funnel');
  const on = { className: styles.on ?? '', 'aria-current': 'page' } as const;
  return (
    <nav className={styles.tabs} aria-label={t('tabs.label')}>
      <Link to="/reports" className={styles.tab} activeOptions={{ exact: true }} activeProps={on}>
        {t('tabs.service')}
      </Link>
      <Link to="/reports/booking" className={styles.tab} activeProps={on}>
        {t('tabs.booking')}
      </Link>
    </nav>
  );
}
