import { type AppointmentStatus, appointmentMove, earliestFor, may } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { TextField } from '../design/TextField.tsx';
import { useFromNow } from '../i18n/clock.ts';
import { useUser } from '../session/index.ts';
import styles from './CalendarScreen.module.css';
import { StatusTag } from './StatusTag.tsx';
import { useBookingActions } from './useBookingActions.ts';

/** In the order in which an appointment usually meets them. A conflict is settled by its time, not by a button. */
const TARGETS = ['scheduled', 'confirmed', 'completed', 'no_show'] as const satisfies readonly AppointmentStatus[];

type Props = {
  row: AppointmentRow;
  /** Cancels more than this one. */
  onCancel?: ((reason: string) => Promise<unknown>) | undefined;
  onDone: () => void;
};

/** What can become of it now: the state machine's own answers (BOOK-04). */
export function StatusActions({ row, onCancel, onDone }: Props) {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const actions = useBookingActions();
  const [reason, setReason] = useState<string | null>(null);
  const isTime = useIsTime(row);
  if (!may(role, 'agenda.book')) return <StatusTag status={row.status} />;
  const isOpen = row.status === 'scheduled' || row.status === 'confirmed';
  const run = async (work: Promise<unknown>) => {
    await work;
    onDone();
  };
  const targets = TARGETS.filter((status) => {
    const move = row.status === 'conflict' ? null : appointmentMove(row.status, status);
    return move !== null && isTime(move);
  });
  return (
    <div className={styles.set}>
      <div className={styles.state}>
        <StatusTag status={row.status} />
        {targets.map((status) => (
          <Button key={status} onClick={() => void run(actions.become(row, status))}>
            {t(status === 'scheduled' && row.status !== 'requested' ? 'do.restore' : `do.${status}`)}
          </Button>
        ))}
        {isOpen && (isTime('arrive') || row.arrivedAt !== null) && (
          <Button onClick={() => void run(actions.arrive(row, row.arrivedAt === null))}>
            {t(row.arrivedAt === null ? 'do.arrived' : 'do.notArrived')}
          </Button>
        )}
        {appointmentMove(row.status, 'cancelled') && reason === null && (
          <Button variant="danger" onClick={() => setReason('')}>
            {t('do.cancel')}
          </Button>
        )}
      </div>
      {reason !== null && (
        <div className={styles.state}>
          <TextField
            label={t('do.cancelReason')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            variant="danger"
            onClick={() => void run(onCancel?.(reason.trim()) ?? actions.become(row, 'cancelled', reason.trim()))}
          >
            {t('do.cancelNow')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Whether it is time for a step: what is to come was neither attended nor missed. */
function useIsTime({ slot }: AppointmentRow): (step: Parameters<typeof earliestFor>[0]) => boolean {
  const hasBegun = useFromNow(useCallback((now) => now >= earliestFor('complete', slot), [slot]));
  const isItsDay = useFromNow(useCallback((now) => now >= earliestFor('arrive', slot), [slot]));
  return (step) => earliestFor(step, slot) === 0 || (step === 'arrive' ? isItsDay : hasBegun);
}
