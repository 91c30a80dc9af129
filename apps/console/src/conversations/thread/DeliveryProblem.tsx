import { useTranslation } from 'react-i18next';
import styles from './DeliveryProblem.module.css';
import { type Delivery, failureKey } from './delivery.ts';

type Problem = Extract<Delivery, { kind: 'failed' | 'unknown' }>;

/** Why a message did not arrive, or nobody knows, and what to do: in words (INB-19, INB-20). */
export function DeliveryProblem({ delivery }: { delivery: Problem }) {
  const { t } = useTranslation('conversations');
  if (delivery.kind === 'unknown') {
    return (
      <p className={styles.unknown}>
        <strong>{t('unknown.what')}</strong> {t('unknown.do')}
      </p>
    );
  }
  const { code, detail } = delivery.failure;
  const key = failureKey(code);
  return (
    <p className={styles.failed} title={[code, detail].filter(Boolean).join(' · ')}>
      <strong>{t(`failure.${key}.what`)}</strong> {t(`failure.${key}.do`)}
    </p>
  );
}
