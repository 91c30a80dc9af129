import { useTranslation } from 'react-i18next';
import { Skeleton, SkeletonRows } from '../design/Skeleton.tsx';
import styles from './Opening.module.css';

/** The console's outline while the replica opens: a third of a second, so no more than shapes. */
export function Opening() {
  const { t } = useTranslation('shell');
  return (
    <div className={styles.outline}>
      <div className={styles.rail} />
      <div className={styles.bar}>
        <Skeleton width="110px" height="16px" />
      </div>
      <div className={styles.list}>
        <SkeletonRows count={8} label={t('opening')} />
      </div>
      <div />
    </div>
  );
}
