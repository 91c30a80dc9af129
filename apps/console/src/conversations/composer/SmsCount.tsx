import { smsSegments } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import styles from './Composer.module.css';

/** How many SMS the text becomes, and what is left in the last: each is paid for. */
export function SmsCount({ text }: { text: string }) {
  const { t } = useTranslation('conversations');
  const { encoding, segments, units, unitsPerSegment } = smsSegments(text);
  if (segments === 0) return null;
  const left = Math.max(0, segments * unitsPerSegment - units);
  return (
    <span className={styles.count} title={t(encoding === 'GSM-7' ? 'composer.smsPlain' : 'composer.smsWide')}>
      {t('composer.sms', { segments, left })}
    </span>
  );
}
