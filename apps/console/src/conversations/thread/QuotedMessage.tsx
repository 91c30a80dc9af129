import type { MessageRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import { useLiveDoc } from '../../replica/index.ts';
import styles from './QuotedMessage.module.css';
import { useMessageWords } from './useMessageWords.ts';

type Props = {
  messageId: string;
  /** The thread has nearly every original already; only for the others is the database asked. */
  loaded: MessageRow | null;
  onJump: (messageId: string) => void;
};

/** The original that a message answers; pressed, it leads there. */
export function QuotedMessage({ messageId, loaded, onJump }: Props) {
  const { t } = useTranslation('conversations');
  const words = useMessageWords();
  const isLoaded = loaded !== null;
  const found = useLiveDoc(
    (collections) => (isLoaded ? null : collections.messages.findOne(messageId)),
    [messageId, isLoaded],
  );
  const row = loaded ?? found.row;
  if (!row && found.loading) return <Coming />;
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

/** As high as the original will be: the thread must not move when it is there. */
function Coming() {
  return (
    <div className={styles.quote} aria-hidden="true">
      <span className={styles.who}>&nbsp;</span>
      <span className={styles.what}>&nbsp;</span>
    </div>
  );
}
