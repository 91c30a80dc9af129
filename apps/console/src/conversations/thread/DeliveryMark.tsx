import { Check, CheckCheck, CircleHelp, Clock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import { Icon } from '../../design/Icon.tsx';
import { exactTime } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import styles from './DeliveryMark.module.css';
import type { Delivery } from './delivery.ts';

const ICONS = {
  waiting: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: TriangleAlert,
  unknown: CircleHelp,
} as const;

/** One tick, two, two in colour; a clock while it waits. The exact time on hover and for screen readers. */
export function DeliveryMark({ delivery, size = 14 }: { delivery: Delivery; size?: number }) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  if (delivery.kind === 'none') return null;
  const words = isTimed(delivery)
    ? t(`deliveryAt.${delivery.kind}`, { at: exactTime(delivery.at, language) })
    : t(`delivery.${delivery.kind}`);
  return (
    <span role="img" aria-label={words} title={words} className={classes(styles.mark, styles[delivery.kind])}>
      <Icon icon={ICONS[delivery.kind]} size={size} />
    </span>
  );
}

type Timed = { kind: 'sent' | 'delivered' | 'read'; at: number };

function isTimed(delivery: Delivery): delivery is Timed {
  return 'at' in delivery && delivery.at !== null;
}
