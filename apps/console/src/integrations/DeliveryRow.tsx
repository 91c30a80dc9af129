import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import rows from '../design/Rows.module.css';
import { Tag, type Tone } from '../design/Tag.tsx';
import { Time } from '../design/Time.tsx';
import { deliveriesKey, type HookDelivery } from './hooks.ts';
import styles from './Integrations.module.css';
import { useEventName } from './useEventName.ts';

const TONES: Record<HookDelivery['state'], Tone> = {
  new: 'neutral',
  waiting: 'warn',
  delivered: 'good',
  failed: 'bad',
};

type Props = {
  hookId: string;
  delivery: HookDelivery;
  isOpen: boolean;
  isResending: boolean;
  mayResend: boolean;
  onOpen: () => void;
  onResend: () => void;
};

export function DeliveryRow({ hookId, delivery, isOpen, isResending, mayResend, onOpen, onResend }: Props) {
  const { t } = useTranslation('integrations');
  const eventName = useEventName();
  const { id, type, state, attempts, occurredAt, nextAt } = delivery;
  return (
    <li className={rows.row} aria-label={`${eventName(type)}, ${t(`hooks.deliveryState.${state}`)}`}>
      <div className={rows.words}>
        <div className={rows.name}>
          {eventName(type)} <Tag tone={TONES[state]}>{t(`hooks.deliveryState.${state}`)}</Tag>
        </div>
        <div className={rows.facts}>
          <Time at={Date.parse(occurredAt)} style="full" /> · {t('hooks.attempts', { count: attempts })}
          {nextAt && attempts > 0 && (
            <>
              {' '}
              · {t('hooks.next')} <Time at={Date.parse(nextAt)} style="full" />
            </>
          )}
        </div>
      </div>
      <div className={rows.actions}>
        <Button variant="quiet" aria-expanded={isOpen} onClick={onOpen}>
          {t('hooks.details')}
        </Button>
        <Button busy={isResending} disabled={!mayResend} onClick={onResend}>
          {t('hooks.resend')}
        </Button>
      </div>
      {isOpen && <Details hookId={hookId} deliveryId={id} log={delivery.log} />}
    </li>
  );
}

function Details({ hookId, deliveryId, log }: { hookId: string; deliveryId: string; log: HookDelivery['log'] }) {
  const { t } = useTranslation('integrations');
  const api = useApi();
  const whole = useQuery({
    queryKey: [...deliveriesKey(hookId), deliveryId],
    queryFn: () => api.webhooks.delivery.query({ id: hookId, deliveryId }),
  });
  return (
    <div className={styles.details}>
      <h4>{t('hooks.sent')}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <pre className={styles.pre} tabIndex={0}>
        {whole.data ? JSON.stringify(whole.data.data, null, 2) : '…'}
      </pre>
      {log.toReversed().map(({ at, status, why, ms, body, detail }) => (
        <div key={at}>
          <h4>
            <Time at={Date.parse(at)} style="full" /> ·{' '}
            {why ? t('hooks.noAnswer', { why: t(`hooks.why.${why}`), ms }) : t('hooks.answered', { status, ms })}
          </h4>
          {(body || detail) && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
            <pre className={styles.pre} tabIndex={0}>
              {body || detail}
            </pre>
          )}
        </div>
      ))}
    </div>
  );
}
