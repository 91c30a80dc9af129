import {
  type AppointmentMove,
  type AppointmentStatus,
  demandBegun,
  may,
  occupies,
  Refusal,
  statusAfter,
} from '@balcao/domain';
import { afterCommit, type Trx } from '../db/index.ts';
import { appointmentNoShows, appointmentsCancelled, appointmentsConfirmed } from '../metrics.ts';
import type { Booker } from './booker.ts';
import { takeOwnPlace } from './moveAppointment.ts';
import { noteNews } from './noteNews.ts';
import { type Appointment, giveBack, lockAppointment, lockResources, updateAppointment } from './store.ts';

export type StatusWish = { id: string; move: AppointmentMove; reason?: string };

/**
 * One step of the state machine (BOOK-04). What is cancelled gives its place back; what comes back must find one.
 * A step that was made already is no mistake: it stands.
 *
 * @param reason of `cancel`: why; of `settle` and `restore`: why it may stand although the time is taken.
 * @throws Refusal `appointment.impossibleMove`, `appointment.notBegun`, `appointment.taken`, `record.notFound`, `auth.notPermitted`
 */
export async function changeStatus(
  trx: Trx,
  actor: Pick<Booker, 'companyId' | 'role'> & Partial<Booker>,
  { id, move, reason = '' }: StatusWish,
  now: Date,
): Promise<Appointment> {
  const { companyId } = actor;
  const before = await lockAppointment(trx, companyId, id);
  if (!before) throw new Refusal({ code: 'record.notFound', record: 'appointment', id });
  if (before.status === LEADS_TO[move]) return before;
  const status = statusAfter(before.status, move);
  demandBegun(move, before.slot, now.getTime());
  const after: Appointment = { ...before, status, sequence: before.sequence + 1 };
  if (move === 'cancel') after.cancelReason = reason;
  if (occupies(before.status) && !occupies(status)) {
    await lockResources(trx, companyId, before.slot.resourceIds);
    await giveBack(trx, companyId, id);
  }
  if (!occupies(before.status) && occupies(status)) {
    const overbook = reason.trim() !== '';
    if (overbook && !may(actor.role, 'agenda.overbook')) {
      throw new Refusal({ code: 'auth.notPermitted', permission: 'agenda.overbook' });
    }
    const outcome = await takeOwnPlace(trx, companyId, before, { overbook, now });
    Object.assign(after, { conflict: null, cancelReason: '', overbookReason: outcome === 'overbooked' ? reason : '' });
  }
  if (status === 'cancelled') after.conflict = null;
  await updateAppointment(trx, companyId, after);
  await noteNews(trx, actor, { id, source: before.source, before }, now);
  afterCommit(trx, () => COUNTED[status]?.inc());
  return after;
}

const LEADS_TO: Partial<Record<AppointmentMove, AppointmentStatus>> = {
  confirm: 'confirmed',
  complete: 'completed',
  miss: 'no_show',
  cancel: 'cancelled',
};

const COUNTED: Partial<Record<AppointmentStatus, { inc(): void }>> = {
  confirmed: appointmentsConfirmed,
  cancelled: appointmentsCancelled,
  no_show: appointmentNoShows,
};
