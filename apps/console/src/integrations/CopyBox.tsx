import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../design/Button.tsx';
import styles from './Integrations.module.css';

/** A text to take elsewhere, whole, with the button that takes it. */
export function CopyBox({ text, copy, copied }: { text: string; copy: string; copied: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.copyBox}>
      <code className={styles.code}>{text}</code>
      <Button
        icon={isCopied ? Check : Copy}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {isCopied ? copied : copy}
      </Button>
    </div>
  );
}
