import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import styles from './Composer.module.css';

/** It is shown from this share of the limit on. */
const COUNT_FROM = 0.8;

/** How much of what the channel takes in one message is written; said aloud once it is too much. */
export function TextCount({ length, limit }: { length: number; limit: number }) {
  const { t } = useTranslation('conversations');
  if (length <= limit * COUNT_FROM) return null;
  const isTooLong = length > limit;
  return (
    <span className={classes(styles.count, isTooLong && styles.over)} role={isTooLong ? 'alert' : undefined}>
      {isTooLong ? t('composer.tooLong', { over: length - limit, limit }) : t('composer.count', { length, limit })}
    </span>
  );
}
