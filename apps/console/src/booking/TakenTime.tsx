import type { Slot } from '@balcao/calendar';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { TextField } from '../design/TextField.tsx';
import styles from './CalendarScreen.module.css';
import type { Clock } from './words.ts';

type Props = {
  isTaken: boolean;
  mayOverbook: boolean;
  reason: string;
  free: readonly Slot[];
  clock: Clock;
  onReason: (reason: string) => void;
  onChoose: (slot: Slot) => void;
};

/** The time is taken, or outside the hours: the nearest free ones, and, where one may, the reason for booking it still. */
export function TakenTime({ isTaken, mayOverbook, reason, free, clock, onReason, onChoose }: Props) {
  const { t } = useTranslation('booking');
  return (
    <div className={styles.taken} role="status">
      <p>{t(isTaken ? 'taken.text' : 'taken.outside')}</p>
      {free.length > 0 && (
        <div className={styles.choose}>
          {free.map((slot) => (
            <Button key={slot.from} onClick={() => onChoose(slot)}>
              {clock.full(slot.from)}
            </Button>
          ))}
        </div>
      )}
      {isTaken && mayOverbook && (
        <TextField
          label={t('taken.reason')}
          maxLength={500}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
