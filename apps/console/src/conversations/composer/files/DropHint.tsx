import { useTranslation } from 'react-i18next';
import styles from './files.module.css';

/** Over the thread, while files are held over it. */
export function DropHint() {
  const { t } = useTranslation('conversations');
  return <div className={styles.drop}>{t('files.drop')}</div>;
}
