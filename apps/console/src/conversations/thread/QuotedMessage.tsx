import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import { useLiveDoc } from '../../replica/index.ts';
import styles from './QuotedMessage.module.css';
import { useMessageWords } from './useMessageWords.ts';

type Props = { messageId: string; onJump: (messageId: string) => void };

/** The original that a message answers; pressed, it leads there. */
export function QuotedMessage({ messageId, onJump }: Props) {
  const { t } = useTranslation('conversations');
  const words = useMessageWords();
  const { row } = useLiveDoc((collections) => collections.messages.findOne(messageId), [messageId]);
  if (!row) return <p className={styles.missing}>{t('quote.missing')}</p>;
  return (
    <button
      type="button"
      className={classes(styles.quote, row.direction !== 'in' && styles.ours)}
      onClick={() => onJump(messageId)}
      title={t('quote.jump')}
    >
      <span className={styles.who}>{t(row.direction === 'in' ? 'from.contact' : 'from.us')}</span>
      <span className={styles.what}>{words(row.kind, row.text)}</span>
    </button>
  );
}
