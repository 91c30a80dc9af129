import { textOf } from '@balcao/domain';
import type { MessageRow } from '@balcao/replica';
import { Copy, Reply, SmilePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import styles from './BubbleTools.module.css';

type Props = {
  row: MessageRow;
  onQuote: (row: MessageRow) => void;
  /** `null`: nothing here can be reacted to. */
  onReact: ((row: MessageRow) => void) | null;
  onCopy: (text: string) => void;
};

/**
 * What can be done with one message. Plain buttons with a plain title: they come and go under the pointer while the
 * thread scrolls, and the design's tooltips cost more than the bubble itself.
 */
export function BubbleTools({ row, onQuote, onReact, onCopy }: Props) {
  const { t } = useTranslation('conversations');
  const text = textOf(row.content);
  const [quote, react, copy] = [t('quote.do'), t('react.label'), t('copyText')];
  return (
    <div className={styles.tools}>
      {row.direction !== 'note' && (
        <button type="button" className={styles.tool} aria-label={quote} title={quote} onClick={() => onQuote(row)}>
          <Icon icon={Reply} size={14} />
        </button>
      )}
      {onReact && row.direction !== 'note' && (
        <button type="button" className={styles.tool} aria-label={react} title={react} onClick={() => onReact(row)}>
          <Icon icon={SmilePlus} size={14} />
        </button>
      )}
      {text && (
        <button type="button" className={styles.tool} aria-label={copy} title={copy} onClick={() => onCopy(text)}>
          <Icon icon={Copy} size={14} />
        </button>
      )}
    </div>
  );
}
