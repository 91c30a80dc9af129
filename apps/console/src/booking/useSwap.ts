import { isExchangeUndone } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { toast } from '../design/toastStore.ts';
import { useBookingActions } from './useBookingActions.ts';

type Swap = { row: AppointmentRow; other: AppointmentRow };

/**
 * Two appointments change places, on the server: both or neither. Through the replica they would be two writes, of which
 * the first finds the other's place taken. Done again it is undone, where that brings both back.
 */
export function useSwap() {
  const { t } = useTranslation('booking');
  const api = useApi();
  const tell = useTellFailure();
  const { did } = useBookingActions();
  const swap = ({ row, other }: Swap) => api.booking.appointments.swap.mutate({ id: row.id, withId: other.id });
  return useMutation({
    mutationFn: swap,
    networkMode: 'always',
    onSuccess: (_rows, which) => {
      if (isExchangeUndone(which.row.slot, which.other.slot)) did(t('did.swapped'), () => swap(which).catch(tell));
      else toast({ title: t('did.swapped') });
    },
    onError: tell,
  });
}
