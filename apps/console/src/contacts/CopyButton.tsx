import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../design/IconButton.tsx';
import styles from './ContactPanel.module.css';

/** How long the tick stands where the button was. */
const SHOWN_MS = 1_500;

export function CopyButton({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation('contacts');
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      size="s"
      icon={isCopied ? Check : Copy}
      label={isCopied ? t('copied') : t('copy', { value: label })}
      className={styles.copy ?? ''}
      onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
    />
  );
}
