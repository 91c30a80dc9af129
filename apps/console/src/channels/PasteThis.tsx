import { useQuery } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import rows from '../design/Rows.module.css';
import { serverAddress } from '../desktop/index.ts';
import styles from './Channels.module.css';
import type { Channel } from './channel.ts';

/** What belongs on the platform's side: the address of deliveries, or the code for a site. */
export function PasteThis({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const server = useQuery({ queryKey: ['desktop', 'server'], queryFn: serverAddress });
  const [isCopied, setCopied] = useState(false);
  const base = server.data ?? location.origin;
  const isWebchat = channel.kind === 'webchat';
  if (!isWebchat && channel.webhookPath === null) return null;
  const text = isWebchat
    ? `<script src="${base}/webchat/widget.js" data-channel="${channel.id}" async></script>`
    : `${base}${channel.webhookPath}`;
  return (
    <div className={styles.paste}>
      <div className={rows.name}>{t(isWebchat ? 'snippet' : 'webhook')}</div>
      <code className={styles.code}>{text}</code>
      <div className={styles.pasteRow}>
        <span className={rows.facts}>{t(isWebchat ? 'snippetDo' : 'webhookDo')}</span>
        <Button
          icon={isCopied ? Check : Copy}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
      </div>
    </div>
  );
}
