import { textOf } from '@balcao/domain';
import type { MessageRow } from '@balcao/replica';
import { Copy, Reply } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../design/IconButton.tsx';
import { useCopy } from '../useCopy.ts';
import styles from './BubbleTools.module.css';

/** What can be done with one message; there on hover and for the keyboard. */
export function BubbleTools({ row, onQuote }: { row: MessageRow; onQuote: (row: MessageRow) => void }) {
  const { t } = useTranslation('conversations');
  const copy = useCopy();
  const text = textOf(row.content);
  return (
    <div className={styles.tools}>
      {row.direction !== 'note' && (
        <IconButton size="s" icon={Reply} label={t('quote.do')} onClick={() => onQuote(row)} />
      )}
      {text && <IconButton size="s" icon={Copy} label={t('copyText')} onClick={() => copy(text)} />}
    </div>
  );
}
