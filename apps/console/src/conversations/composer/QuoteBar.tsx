import type { MessageRow } from '@balcao/replica';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../design/IconButton.tsx';
import { useMessageWords } from '../thread/useMessageWords.ts';
import styles from './Composer.module.css';

/** The message that the reply will quote. */
export function QuoteBar({ row, onRemove }: { row: MessageRow; onRemove: () => void }) {
  const { t } = useTranslation('conversations');
  const words = useMessageWords();
  return (
    <div className={styles.quote}>
      <span className={styles.quoteWords}>
        <span className={styles.quoteWho}>{t(row.direction === 'in' ? 'quote.contact' : 'quote.us')}</span>
        <span className={styles.quoteText}>{words(row.kind, row.text)}</span>
      </span>
      <IconButton size="s" icon={X} label={t('quote.remove')} keys="escape" onClick={onRemove} />
    </div>
  );
}
