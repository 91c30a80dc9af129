import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { classes } from '../design/classes.ts';
import { Time } from '../design/Time.tsx';
import styles from './Troubles.module.css';
import { type WebhookError, webhookErrorKind } from './troubles.ts';

type Props = { item: WebhookError; isBusy: boolean; onReplay: () => void };

/** What arrived, why it could not be handled, and what it looked like. */
export function WebhookErrorRow({ item, isBusy, onReplay }: Props) {
  const { t } = useTranslation(['troubles', 'conversations']);
  const [isOpen, setOpen] = useState(false);
  const kind = webhookErrorKind(item);
  const platform = t(`conversations:channel.${item.channelKind}` as 'conversations:channel.whatsapp');
  const payload = JSON.stringify(item.payload, null, 2);
  const id = `payload-${item.id}`;
  return (
    <li className={classes(styles.row, styles.plain)} aria-label={`${platform} ${item.id}`}>
      <div className={styles.words}>
        <div className={styles.head}>
          <span className={styles.name}>{platform}</span>
          <span className={styles.facts}>
            <Time at={Date.parse(item.receivedAt)} style="full" /> · {t('troubles:webhook.reference')}{' '}
            {item.correlationId}
          </span>
        </div>
        <div className={styles.reason}>
          <strong>{t(`troubles:webhook.${kind}.what`)}</strong> {t(`troubles:webhook.${kind}.do`)}
        </div>
        {kind !== 'unknownChannel' && <div className={styles.facts}>{item.error}</div>}
        <div className={styles.actions}>
          <Button busy={isBusy} onClick={onReplay}>
            {t('troubles:webhook.replay')}
          </Button>
          <Button variant="quiet" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
            {t('troubles:webhook.payload')}
          </Button>
          {isOpen && (
            <Button variant="quiet" onClick={() => void navigator.clipboard.writeText(payload)}>
              {t('troubles:webhook.copy')}
            </Button>
          )}
        </div>
        {isOpen && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too
          <pre id={id} className={styles.payload} tabIndex={0}>
            {payload}
          </pre>
        )}
      </div>
    </li>
  );
}
