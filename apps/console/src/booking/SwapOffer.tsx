import { type AppointmentSlot, exchanged } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { useSyncKind } from '../replica/index.ts';
import type { SetUp } from './agenda.ts';
import styles from './CalendarScreen.module.css';
import { useSwap } from './useSwap.ts';
import type { Clock } from './words.ts';

type Props = { row: AppointmentRow; other: AppointmentRow; setUp: SetUp; clock: Clock; onDone: () => void };

/** One was dragged onto another: they can change places, and before they do it is said where each will be. */
export function SwapOffer({ row, other, setUp, clock, onDone }: Props) {
  const { t } = useTranslation('booking');
  const isOffline = useSyncKind() === 'offline';
  const swap = useSwap();
  const [slot, otherSlot] = exchanged(row.slot, other.slot);
  const placeOf = ({ from, resourceIds }: AppointmentSlot) =>
    [clock.full(from), ...setUp.resources.filter(({ id }) => resourceIds.includes(id)).map(({ name }) => name)].join(
      ' · ',
    );
  return (
    <div className={styles.taken}>
      <p>
        {t('swap.text', {
          who: row.title,
          time: placeOf(slot),
          other: other.title,
          otherTime: placeOf(otherSlot),
        })}
      </p>
      <div className={styles.choose}>
        <Button
          disabled={isOffline}
          busy={swap.isPending}
          onClick={() => swap.mutate({ row, other }, { onSuccess: onDone })}
        >
          {t('swap.do')}
        </Button>
      </div>
      {isOffline && <p className={styles.small}>{t('swap.offline')}</p>}
    </div>
  );
}
