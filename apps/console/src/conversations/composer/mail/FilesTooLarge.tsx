import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../../design/classes.ts';
import { Icon } from '../../../design/Icon.tsx';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { fileSize } from '../../thread/content/fileSize.ts';
import styles from '../Composer.module.css';

/** Each would fit, all of them together do not. */
export function FilesTooLarge({ sizeBytes, limitBytes }: { sizeBytes: number; limitBytes: number }) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  return (
    <div className={classes(styles.notice, styles.warn)} role="alert">
      <Icon icon={TriangleAlert} />
      <span className={styles.noticeWords}>
        {t('mail.filesTooLarge', { size: fileSize(sizeBytes, language), limit: fileSize(limitBytes, language) })}
      </span>
    </div>
  );
}
