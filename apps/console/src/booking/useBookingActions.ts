import { type AppointmentSlot, type AppointmentStatus, appointmentMove, arrivalAfterMove } from '@balcao/domain';
import { type AppointmentRow, type BlockRow, newRowId } from '@balcao/replica';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toast, useToasts } from '../design/toastStore.ts';
import { useReplica } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import {
  type AppointmentEdit,
  blockHere,
  bookHere,
  changeBlockHere,
  changeHere,
  type NewAppointment,
  type NewBlock,
} from './bookingWrites.ts';
import { useUndo } from './undo.ts';

/** What a row was in everything that an edit touched. What was cancelled comes back as scheduled. */
function restored(row: AppointmentRow, edit: AppointmentEdit): AppointmentEdit {
  const names = Object.keys(edit).filter((name) => name !== 'cancelReason');
  const before: AppointmentEdit = Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));
  return edit.status === 'cancelled' && !appointmentMove('cancelled', row.status)
    ? { ...before, status: 'scheduled' }
    : before;
}

/** The toast that stands for the last step. */
let shown: number | null = null;

/** Everything that is done on the calendar; each says so and can be taken back (BOOK-15). */
export function useBookingActions() {
  const { t } = useTranslation('booking');
  const { collections } = useReplica();
  const { id: userId } = useUser();

  return useMemo(() => {
    const undo = async () => {
      const step = useUndo.getState().pop();
      if (!step) {
        toast({ title: t('undo.nothing') });
        return;
      }
      if (shown !== null) useToasts.getState().remove(shown);
      await step.takeBack();
      shown = toast({ title: t('undo.done', { what: step.title }) });
    };
    const did = (title: string, takeBack: () => Promise<unknown>) => {
      useUndo.getState().did({ title, takeBack });
      // One at a time: what was done before can still be taken back by the key.
      if (shown !== null) useToasts.getState().remove(shown);
      shown = toast({ title, action: { label: t('undo.action'), run: () => void undo() } });
    };
    const change = (id: string, edit: Parameters<typeof changeHere>[2]) => changeHere(collections, id, edit);

    return {
      undo,
      /** Something was done otherwise than by a write into the replica; this is how it is taken back. */
      did,
      book: async (wish: NewAppointment) => {
        const id = await bookHere(collections, wish, { userId });
        did(t('did.booked'), () => change(id, { status: 'cancelled', cancelReason: t('undo.reason') }));
        return id;
      },
      /** @param times in order; each is an appointment of its own (BOOK-09). */
      bookSeries: async (
        wish: NewAppointment,
        { times, rule }: { times: readonly AppointmentSlot[]; rule: string },
      ) => {
        const seriesId = newRowId();
        const ids: string[] = [];
        for (const slot of times) {
          const series = { seriesId, seriesRule: rule, seriesStart: slot.from };
          ids.push(await bookHere(collections, { ...wish, slot, ...series }, { userId }));
        }
        did(t('did.bookedSeries', { count: ids.length }), async () => {
          for (const id of ids) await change(id, { status: 'cancelled', cancelReason: t('undo.reason') });
        });
      },
      /** Several at once, each to what it becomes; taken back at once too. */
      changeSeries: async (edits: readonly { row: AppointmentRow; edit: AppointmentEdit }[]) => {
        for (const { row, edit } of edits) await change(row.id, edit);
        did(t('did.editedSeries', { count: edits.length }), async () => {
          for (const { row, edit } of edits) await change(row.id, restored(row, edit));
        });
      },
      /** @param overbookReason why it goes onto a time that is taken. */
      move: async (row: AppointmentRow, slot: AppointmentSlot, overbookReason = '') => {
        const settles = row.status === 'conflict' ? { status: 'scheduled' as const } : {};
        const arrivedAt = arrivalAfterMove(row.arrivedAt, slot);
        await change(row.id, {
          slot,
          ...settles,
          ...(overbookReason && { overbookReason }),
          ...(arrivedAt !== row.arrivedAt && { arrivedAt }),
        });
        const { slot: before, overbookReason: reason } = row;
        did(t('did.moved'), () =>
          change(row.id, {
            slot: before,
            overbookReason: reason,
            ...(arrivedAt !== row.arrivedAt && { arrivedAt: row.arrivedAt }),
          }),
        );
      },
      edit: async (row: AppointmentRow, edit: AppointmentEdit) => {
        await change(row.id, edit);
        did(t('did.edited'), () => change(row.id, restored(row, edit)));
      },
      become: async (row: AppointmentRow, status: AppointmentStatus, reason = '') => {
        if (!appointmentMove(row.status, status)) return;
        const why = status === 'cancelled' ? { cancelReason: reason } : reason ? { overbookReason: reason } : {};
        await change(row.id, { status, ...why });
        // What was confirmed and then cancelled comes back as scheduled: the contact was told that it is off.
        const back = appointmentMove(status, row.status) ? row.status : 'scheduled';
        did(t(`did.${status}`), () => change(row.id, { status: back }));
      },
      arrive: async (row: AppointmentRow, arrived: boolean) => {
        await change(row.id, { arrivedAt: arrived ? Date.now() : null });
        did(t(arrived ? 'did.arrived' : 'did.notArrived'), () => change(row.id, { arrivedAt: row.arrivedAt }));
      },
      block: async (wish: NewBlock) => {
        const id = await blockHere(collections, wish);
        did(t('did.blocked'), () => changeBlockHere(collections, id, { removed: true }));
      },
      editBlock: async ({ id, ...before }: BlockRow, edit: NewBlock) => {
        const { resourceId, from, to, zone, reason, rrule, exceptions } = before;
        await changeBlockHere(collections, id, edit);
        did(t('did.edited'), () =>
          changeBlockHere(collections, id, { resourceId, from, to, zone, reason, rrule, exceptions }),
        );
      },
      unblock: async (row: BlockRow) => {
        const { resourceId, from, to, zone, reason, rrule, exceptions } = row;
        await changeBlockHere(collections, row.id, { removed: true });
        // The server has deleted the row, or will: what comes back is a new one.
        did(t('did.unblocked'), () =>
          blockHere(collections, { resourceId, from, to, zone, reason, rrule, exceptions }),
        );
      },
    };
  }, [collections, t, userId]);
}
export type BookingActions = ReturnType<typeof useBookingActions>;
